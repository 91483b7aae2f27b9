// In the settings: the launcher as it is, with the chat open, while somebody changes how a site looks.
import { t } from "../../words/t.js";
import { fill } from "../../ui/slots.js";
import { createLook } from "./launcher/look.js";

fill("preview", "widget", (root) => {
  const look = createLook({});
  const frame = document.createElement("iframe");
  frame.title = t("widget.chat");
  frame.setAttribute("sandbox", "allow-same-origin"); // a picture of the page: none of its scripts
  look.panel.append(frame);
  let isOpen = true;
  look.show(isOpen, 0);
  look.button.addEventListener("click", () => look.show((isOpen = !isOpen), 0));
  root.querySelector(".widget-stage").append(look.host);
  return {
    show({ page, accent, position }) {
      root.querySelector(".widget-preview").hidden = false;
      frame.srcdoc = page;
      if (!accent) look.host.style.removeProperty("--accent");
      look.wear({ accent, position });
    },
  };
});
