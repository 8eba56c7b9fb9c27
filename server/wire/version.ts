/** Version of the websocket protocol; a client with another one is told to reload. */
export const protocolVersion = 1;
