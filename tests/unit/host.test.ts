import { createAddressReader } from '@parley/adapters/host/client-address';
import { createIds } from '@parley/adapters/host/ids';
import { expect } from 'chai';

describe('ids', () => {
  it('sort by the order of making, even when the clock steps back', () => {
    const times = [5_000, 5_000, 4_000, 6_000];
    let turn = 0;
    const ids = createIds({ now: () => times[turn++] as number });
    const made = times.map(() => ids.sortable());
    expect(made).to.deep.equal([...made].sort());
    expect(new Set(made).size).to.equal(times.length);
    for (const id of made) expect(id).to.match(/^[0-9a-hjkmnp-tv-z]{26}$/);
  });

  it('secrets hold 256 bits and never repeat', () => {
    const ids = createIds({ now: () => 1 });
    expect(Buffer.from(ids.secret(), 'base64url')).to.have.length(32);
    expect(ids.secret()).not.to.equal(ids.secret());
  });
});

describe('whom a request comes from', () => {
  const read = (trust: number | string[], remote: string, forwardedFor?: string | string[]) =>
    createAddressReader(trust)({ remote, forwardedFor });

  it('with no proxy trusted it is the socket, whatever the client claims', () => {
    expect(read(0, '203.0.113.9', '198.51.100.1')).to.equal('203.0.113.9');
  });

  it('with one proxy trusted it is whom the proxy saw, not what the client wrote before', () => {
    expect(read(1, '10.0.0.1', '198.51.100.1, 203.0.113.9')).to.equal('203.0.113.9');
    expect(read(2, '10.0.0.1', ['198.51.100.1', '10.0.0.2'])).to.equal('198.51.100.1');
  });

  it('with ranges trusted it is the first address outside of them', () => {
    const trust = ['10.0.0.0/8', '::1', 'fd00::/8'];
    expect(read(trust, '10.0.0.1', '198.51.100.1, 203.0.113.9, 10.2.3.4')).to.equal('203.0.113.9');
    expect(read(trust, '::1', 'fd12::1')).to.equal('fd12::1');
    expect(read(trust, '203.0.113.1', '198.51.100.1')).to.equal('203.0.113.1');
  });

  it('ports and IPv4 in IPv6 make no other host of it', () => {
    expect(read(1, '::ffff:127.0.0.1', '203.0.113.9:4711')).to.equal('203.0.113.9');
    expect(read(1, '127.0.0.1', '[2001:db8::1]:443')).to.equal('2001:db8::1');
    expect(read(['127.0.0.1'], '::ffff:127.0.0.1', '203.0.113.9')).to.equal('203.0.113.9');
  });

  it('what is no address ends the walk', () => {
    expect(read(2, '10.0.0.1', 'unknown, 203.0.113.9')).to.equal('203.0.113.9');
    expect(read(1, '10.0.0.1', '')).to.equal('10.0.0.1');
    expect(createAddressReader(1)({ remote: undefined, forwardedFor: undefined })).to.equal('');
  });
});
