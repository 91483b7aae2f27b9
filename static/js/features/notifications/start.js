// The start page may be put on the home screen; in a website's frame it would be the website.
import { lacksHome, offerHome } from "./home_screen.js";

if (globalThis.parent === globalThis.window && lacksHome()) offerHome();
