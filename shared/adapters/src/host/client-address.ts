import { BlockList, isIP, isIPv6 } from 'node:net';

export type Connection = {
  /** The address of the socket's other end. */
  remote: string | undefined;
  /** The `X-Forwarded-For` header, as it came. */
  forwardedFor: string | string[] | undefined;
};

/**
 * Whom a request comes from, for HTTP and for sockets alike. `trust` is the `TRUST_PROXY` setting: how many
 * proxies stand in front, or which addresses they have. Walks from the socket towards the client as far as
 * trust reaches, since whatever lies beyond was written by the client itself. Ports are stripped; answers
 * '' when even the socket has no address.
 */
export function createAddressReader(trust: number | string[]): (connection: Connection) => string {
  const isTrusted = typeof trust === 'number' ? (_: string, hop: number) => hop < trust : inRanges(trust);
  return ({ remote, forwardedFor }) => {
    let client = bare(remote ?? '');
    const further = [forwardedFor ?? []].flat().join(',').split(',').reverse();
    for (const [hop, entry] of further.entries()) {
      const next = bare(entry.trim());
      if (isIP(next) === 0 || !isTrusted(client, hop)) break;
      client = next;
    }
    return client;
  };
}

function inRanges(ranges: string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** `1.2.3.4:5678`, `[::1]:80` and `::ffff:1.2.3.4` name the same hosts as their bare forms. */
function bare(address: string): string {
  const withoutPort = address.replace(/^\[(.+)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  return withoutPort.replace(/^::ffff:(?=[\d.]+$)/i, '');
}
