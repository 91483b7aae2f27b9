// A real OpenID provider for tests/journeys/test_single_sign_on.py: whoever comes signs in by any name, and
// their address is confirmed but for those whose name begins with "new". A line of JSON says who is in which
// groups from then on: {"bea": ["billing"]}.
import { createInterface } from "node:readline";

import Provider from "oidc-provider";

const [port, back] = process.argv.slice(2);

const groups = {};
createInterface({ input: process.stdin }).on("line", (line) => {
  Object.assign(groups, JSON.parse(line));
  process.stdout.write("heard\n");
});

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "desk", client_secret: "a-secret-for-tests", redirect_uris: [back] }],
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
