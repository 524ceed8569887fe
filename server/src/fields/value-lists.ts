import type { ListedValue, ValueList } from './catalogue.js';

/**
 * Values that shipped rules and integrations use intentionally although ECS does not list them
 * (docs/semantics/fields.md#values).
 */
const vendorValues: Readonly<Record<string, readonly ListedValue[]>> = {
  'event.type': [{ value: 'process_started', note: 'Written by Endgame.', origin: 'vendor' }],
  'event.category': [
    { value: 'network_traffic', note: 'Written by old versions of Packetbeat.', origin: 'vendor' },
    { value: 'dns', note: 'Written by old versions of Packetbeat.', origin: 'vendor' },
  ],
  'event.outcome': [{ value: 'Success', note: 'Written by the Azure integration.', origin: 'vendor' }],
  'network.direction': [
    { value: 'incoming', note: 'Written by Endgame and Winlogbeat.', origin: 'vendor' },
    { value: 'outgoing', note: 'Written by Endgame and Winlogbeat.', origin: 'vendor' },
  ],
};

/** Values that ECS lists only in the field's description; others occur. */
const entryMetaTypes: ValueList = {
  kind: 'open',
  values: [
    { value: 'init', note: 'Started by the init system, for example systemd.', origin: 'ecs' },
    { value: 'sshd', note: 'A session over SSH.', origin: 'ecs' },
    { value: 'ssm', note: 'A session through AWS Systems Manager.', origin: 'ecs' },
    {
      value: 'kubelet',
      note: 'Started by Kubernetes in a container, for example by kubectl exec.',
      origin: 'ecs',
    },
    { value: 'teleport', note: 'A session through Teleport.', origin: 'ecs' },
    { value: 'terminal', note: 'A session in a terminal emulator.', origin: 'ecs' },
    { value: 'console', note: 'A session on the console of the machine.', origin: 'ecs' },
    { value: 'container', note: 'Started in a container.', origin: 'vendor' },
    { value: 'unknown', note: 'The sensor could not determine it.', origin: 'vendor' },
  ],
};

const entryMetaType = /^process\.(?:[\w.]+\.)?entry_meta\.type$/;

/** Returns a field's known values: the ECS list, if any, with vendors' additions. */
export function valueListOf(name: string, ecs: ValueList | undefined): ValueList | undefined {
  if (entryMetaType.test(name)) return entryMetaTypes;
  const added = vendorValues[name];
  return ecs && added ? { kind: ecs.kind, values: [...ecs.values, ...added] } : ecs;
}
