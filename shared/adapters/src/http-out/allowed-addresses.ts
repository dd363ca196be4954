import { BlockList, isIP } from 'node:net';

/** What is not the open Internet: this machine, the networks beside it, and what is set aside (IANA). */
const SUBNETS = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // The last two hold IPv4 addresses, which may be any of the above.
  ...['::/127', 'fc00::/7', 'fe80::/10', 'ff00::/8', '2001:db8::/32', '64:ff9b::/96', '2002::/16'],
];

const closed = new BlockList();
for (const subnet of SUBNETS) {
  const [network = '', prefix] = subnet.split('/');
  closed.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
}

/** Whether an IP address, as a resolver gives it, is one of the open Internet. */
export function isOpenAddress(address: string): boolean {
  const family = isIP(address);
  // IPv4 in disguise; a list that held these would close all of IPv4.
  if (/^::ffff:/i.test(address)) return false;
  return family !== 0 && !closed.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
