// A server in a process of its own, for a test to kill. Prints its address.
import { startTestServer } from './testing.ts';

const { server } = await startTestServer({});
console.log(server.address);
