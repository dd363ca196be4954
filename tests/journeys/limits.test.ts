import { randomUUID } from 'node:crypto';
import { ApiError } from '@parley/contracts/client/api-client';
import { expect } from 'chai';
import { describeWithRedis } from '../harness/servers.ts';
import { type Service, startService } from '../harness/service.ts';

function limits(start: () => Promise<Service>): void {
  let service: Service;
  before(async () => {
    service = await start();
  });
  after(() => service.stop());

  it('whoever posts too much is told when to go on, and a retry of what was taken is still answered', async () => {
    const alice = await service.guest('alice');
    const keys: string[] = [];
    let refusal: ApiError | null = null;
    for (let index = 0; index < 60 && refusal === null; index += 1) {
      const idempotencyKey = randomUUID();
      await alice.post('flood', `Number ${index}`, { idempotencyKey }).then(
        () => keys.push(idempotencyKey),
        (error: ApiError) => {
          refusal = error;
        },
      );
    }
    expect(refusal).to.be.instanceOf(ApiError).and.to.include({ code: 'rate-limited', status: 429 });
    expect((refusal as unknown as ApiError).retryAfter).to.be.within(1, 60);
    const replayed = await alice.post('flood', 'Number 0', { idempotencyKey: keys[0]! });
    expect(replayed.status).to.equal('published');
    const bob = await service.guest('bob');
    expect((await bob.post('flood', 'I have said nothing yet.')).status).to.equal('published');
  });
}

describe('Limits (counted in this process)', () =>
  limits(() => startService({ env: { RATE_LIMITS: 'on' } })));
describeWithRedis('Limits (counted in Redis)', (redis) =>
  limits(() => startService({ bus: { redis }, env: { RATE_LIMITS: 'on' } })),
);
