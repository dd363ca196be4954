import { isOpenAddress } from '@parley/adapters/http-out/allowed-addresses';
import { createHttpOut } from '@parley/adapters/http-out/node-http-out';
import { OutsideFailed } from '@parley/core/ports/http-out';
import { expect } from 'chai';
import { say, startFakeServices } from '../harness/fake-services.ts';

const open = createHttpOut({ testOrigin: null });
const post = (url: string, httpOut = open) => httpOut.post({ url, headers: {}, body: '', timeoutMs: 1_000 });

async function refusal(url: string): Promise<string> {
  const error = await post(url).catch((reason: unknown) => reason);
  expect(error, url).to.be.instanceOf(OutsideFailed);
  return (error as OutsideFailed).message;
}

describe('Calls to the outside', () => {
  it('go to addresses of the open Internet only', () => {
    const closed = [
      ...[
        '127.0.0.1',
        '127.9.9.9',
        '10.1.2.3',
        '172.16.0.1',
        '172.31.255.255',
        '192.168.1.1',
        '169.254.169.254',
      ],
      ...['0.0.0.0', '100.64.0.1', '224.0.0.1', '255.255.255.255', '198.18.0.1'],
      ...['::1', '::', 'fc00::1', 'fd12::1', 'fe80::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
      ...['64:ff9b::7f00:1', '2002:7f00:1::', 'localhost', ''],
    ];
    expect(closed.filter(isOpenAddress)).to.deep.equal([]);
    const fine = ['8.8.8.8', '172.32.0.1', '192.167.0.1', '2606:4700:4700::1111'];
    expect(fine.filter(isOpenAddress)).to.deep.equal(fine);
  });

  it('are not made to this machine, by whatever name, nor to other ports', async () => {
    for (const url of [
      'http://127.0.0.1/',
      'http://[::1]/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://localhost/',
    ]) {
      expect(await refusal(url), url).to.equal('not an address of the open Internet');
    }
    for (const url of [
      'http://example.org:8080/',
      'https://example.org:22/',
      'ftp://example.org/',
      'http://a:b@example.org/',
    ]) {
      expect(await refusal(url), url).to.equal('not an address of the web');
    }
  });

  it('reach one origin more where a test says so, and no other', async () => {
    const fakes = await startFakeServices();
    try {
      fakes.answer('/there', say('well'));
      const httpOut = createHttpOut({ testOrigin: fakes.origin });
      expect((await post(`${fakes.origin}/there`, httpOut)).body).to.equal('well');
      const error = await post('http://127.0.0.1/', httpOut).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(OutsideFailed);
    } finally {
      await fakes.stop();
    }
  });
});
