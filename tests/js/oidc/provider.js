// A real OpenID provider for tests/journeys/test_single_sign_on.py: whoever comes signs in by any name, and
// their address is confirmed but for those whose name begins with "new". A line of JSON says who is in which
// groups from then on: {"bea": ["billing"]}.
import { createInterface } from "node:readline";

import Provider from "oidc-provider";

const [port, back, ended] = process.argv.slice(2);

const groups = {};
createInterface({ input: process.stdin }).on("line", (line) => {
  Object.assign(groups, JSON.parse(line));
  process.stdout.write("heard\n");
});

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "desk",
      client_secret: "a-secret-for-tests",
      redirect_uris: [back],
      grant_types: ["authorization_code", "refresh_token"],
      backchannel_logout_uri: ended,
      backchannel_logout_session_required: true,
    },
  ],
  features: { backchannelLogout: { enabled: true } },
  issueRefreshToken: () => true,
  // Its own goes to no address of this machine.
  fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined, signal: undefined }),
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
  cookies: { keys: ["for tests"] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      name: id.toUpperCase(),
      email: `${id}@example.org`,
      email_verified: !id.startsWith("new"),
      groups: groups[id],
    }),
  }),
});
provider.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
