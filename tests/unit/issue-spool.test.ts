import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIssueSpool } from '@parley/adapters/host/issue-spool';
import { SpoolFull } from '@parley/core/ports/issue-spool';
import { expect } from 'chai';
import { createQuietLog } from '../harness/quiet-log.ts';
import { anIssueReport } from '../harness/records.ts';

describe('The spool of issue reports', () => {
  let folder: string;
  const open = (options?: { waitingMax: number }) => openIssueSpool(folder, createQuietLog(), options);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-spool-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('says of none that it is kept before it is, however often it is sent at once', async () => {
    const spool = await open();
    const report = anIssueReport();
    const seen = await Promise.all(
      [1, 2, 3].map(async () => {
        await spool.accept(report);
        return (await readdir(folder)).filter((name) => name.endsWith('.json')).length;
      }),
    );
    expect(seen).to.deep.equal([1, 1, 1]);
  });

  it('takes so many and no more; what was taken is there in the next process, oldest first', async () => {
    const spool = await open({ waitingMax: 40 });
    const reports = Array.from({ length: 50 }, () => anIssueReport());
    const outcomes = await Promise.allSettled(reports.map((report) => spool.accept(report)));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).to.have.length(10);
    for (const reason of refused) expect(reason).to.be.instanceOf(SpoolFull);
    const again = await open({ waitingMax: 40 });
    const kept = (await again.list(100)).map(({ ticket }) => ticket);
    expect(kept).to.deep.equal(reports.slice(0, 40).map(({ ticket }) => ticket));
    await again.remove(kept[0]!);
    await again.accept(reports[49]!);
    expect(await again.list(100)).to.have.length(40);
  });
});
