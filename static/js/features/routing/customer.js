// Routing on the customer's page: in the log.
import "./kind.js";
