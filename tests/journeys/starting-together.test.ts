import { systemClock } from '@parley/adapters/host/clock';
import { createIds } from '@parley/adapters/host/ids';
import { openMongoStore } from '@parley/adapters/storage/mongo/store';
import { bootstrapOwner, bootstrapSite } from '@parley/core/setup/bootstrap';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { createQuietLog } from '../harness/quiet-log.ts';
import { describeWithMongo } from '../harness/servers.ts';

describeWithMongo('Several processes that start at the same moment', (server) => {
  const url = `${server}/parley_start_${Date.now()}_${process.pid}`;
  after(async () => {
    const connection = await mongoose.createConnection(url).asPromise();
    await connection.dropDatabase();
    await connection.close();
  });

  it('agree on one owner and one site, on an empty store', async () => {
    const ids = createIds(systemClock);
    const wanted = { email: 'kim@n.example', password: 'correct horse battery' };
    const stores = await Promise.all(
      [1, 2, 3].map(() => openMongoStore({ url, clock: systemClock, log: createQuietLog() })),
    );
    try {
      const owners = await Promise.all(
        stores.map(async (store) => {
          const deps = { store, clock: systemClock, ids };
          await bootstrapSite(deps, { id: 'demo', origins: ['http://localhost:8080'] });
          return bootstrapOwner(deps, wanted);
        }),
      );
      for (const owner of owners) expect(owner).to.deep.equal({ email: wanted.email, password: null });
      const [store] = stores;
      expect(await store?.moderators.list()).to.have.length(1);
      expect(await store?.sites.list()).to.have.length(1);
    } finally {
      await Promise.all(stores.map((store) => store.close()));
    }
  }).timeout(30_000);
});
