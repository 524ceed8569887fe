import { checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './block-of-all.js';

checkLint(lint, {
  'in a list of blocks': `
    network where cidrMatch(source.ip, "10.0.0.0/8", "192.168.0.0/0")
                                                     ^^^^^^^^^^^^^^^ "192.168.0.0/0" contains all IPv4 addresses.`,
  'in KQL': kuery(`
    source.ip: "::/0"
               ^^^^^^ "::/0" contains all IPv6 addresses.`),
  'a rule of a firewall': kuery('cloud.firewall.range: "0.0.0.0/0"'),
  'a path': 'file where file.path : "/dev/tty/0"',
});
