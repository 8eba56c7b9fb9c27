/**
 * The phones of `broadcast.ts`, in a process of their own: raw TCP with a websocket handshake, which only count
 * bytes. Tells the parent when all are connected, and each time the last of them has a whole frame.
 */
import { connect } from 'node:net';

const [port = 0, count = 0] = process.argv.slice(2).map(Number);
/** Connecting at once: more would only wait in the listener's queue. */
const connectingMax = 200;

let frameBytes = 0;
let complete = 0;
let connected = 0;
let begun = 0;

process.on('message', (bytes) => {
  frameBytes = Number(bytes);
  complete = 0;
  process.send?.('ready');
});
process.on('disconnect', () => process.exit());

function phone(): void {
  begun += 1;
  const socket = connect(port, '127.0.0.1');
  let isOpen = false;
  let got = 0;
  socket.write(
    'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  );
  socket.on('data', (bytes) => {
    if (!isOpen) {
      isOpen = true;
      connected += 1;
      if (begun < count) phone();
      if (connected === count) process.send?.('connected');
      return;
    }
    got += bytes.length;
    if (got < frameBytes) return;
    got -= frameBytes;
    complete += 1;
    if (complete === count) process.send?.('complete');
  });
}

for (let n = 0; n < Math.min(connectingMax, count); n++) phone();
