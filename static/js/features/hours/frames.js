// The frame that agents are told by what customers see. Pure.
export const SERVER_TYPES = ["hours"];
