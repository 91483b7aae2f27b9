// Privacy on the customer's page.
import "./kind.js";
