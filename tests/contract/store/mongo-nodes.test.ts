import type { Store } from '@parley/core/ports/store';
import { describeWithMongo } from '../../harness/servers.ts';
import { describeComments } from './comments.ts';
import { describeFlags } from './flags.ts';
import { describeInterleavings } from './interleavings.ts';
import { mongoNodes, type Nodes, spread } from './mongo-nodes.ts';
import { describeReview } from './review.ts';
import { describeThreads } from './threads.ts';
import { describeTombstones } from './tombstones.ts';
import { describeVotes } from './votes.ts';

/** What one process keeps from meeting is left to the database between several: the same suite, call by call. */
describeWithMongo('two nodes on one MongoDB', (server) => {
  let nodes: Nodes;
  let store: Store;
  before('open two nodes', async () => {
    nodes = mongoNodes(server);
    const [first, second] = [await nodes.open(), await nodes.open()];
    store = spread([first.store, second.store]);
  });
  after('remove what they kept', async () => {
    await nodes?.dispose();
  });
  const parts = [
    ...[describeThreads, describeComments, describeTombstones, describeVotes],
    ...[describeFlags, describeReview, describeInterleavings],
  ];
  for (const describePart of parts) describePart(() => store);
});
