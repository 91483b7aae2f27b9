// Whether two that frames name are one person: by key, never by a name that another may have. Pure.

/** Each: {role, name, key?}. A ticket has one customer, so a customer needs no key; of an agent
 *  without one, as a server of an older version names them, the name must do. */
export function isSame(one, other) {
  if (one.role !== other.role || one.role !== "agent") return one.role === other.role;
  return one.key && other.key ? one.key === other.key : one.name === other.name;
}

/** What to keep by person: the same text for the same one. */
export const idOf = ({ role, name, key }) => key ?? (role === "agent" ? `agent ${name}` : role);
