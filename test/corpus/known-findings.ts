/**
 * What the checks find in shipped rules, looked at one by one: all of it is true. By name of the rule file and code; the
 * number is how often. A finding that is not listed here is a false alarm until a person has shown that it is not.
 */
export const knownFindings: Readonly<Record<string, { code: string; count: number; reason: string }>> = {
  'defense_evasion_ld_so_creation.toml': {
    code: 'wildcard-in-exact',
    count: 1,
    reason: 'the exclusion of "/dev/fd/*" stands in an "in" list, so it excludes nothing',
  },
  'execution_shell_via_java_revshell_linux.toml': {
    code: 'wildcard-in-exact',
    count: 5,
    reason: 'exclusions with wildcards stand in an "in" list',
  },
  'persistence_apt_package_manager_file_creation.toml': {
    code: 'wildcard-in-exact',
    count: 1,
    reason: 'the exclusion of "/dev/fd/*" stands in an "in" list',
  },
  'persistence_at_job_creation.toml': {
    code: 'wildcard-in-exact',
    count: 1,
    reason: 'the exclusion of "/dev/fd/*" stands in an "in" list',
  },
  'persistence_init_d_file_creation.toml': {
    code: 'wildcard-in-exact',
    count: 1,
    reason: 'the exclusion of "platform-python*" stands in an "in" list',
  },
  'persistence_insmod_kernel_module_load.toml': {
    code: 'transform-index',
    count: 1,
    reason: 'the guide counts its Osquery searches from 1',
  },
  'persistence_lkm_configuration_file_creation.toml': {
    code: 'wildcard-in-exact',
    count: 1,
    reason: 'the exclusion of "/dev/fd/*" stands in an "in" list',
  },
  'privilege_escalation_suspicious_chown_fowner_elevation.toml': {
    code: 'wildcard-in-exact',
    count: 1,
    reason: '"/root/.ssh/*" stands in an "in" list',
  },
  'privilege_escalation_suspicious_uid_guid_elevation.toml': {
    code: 'wildcard-in-exact',
    count: 1,
    reason: 'the exclusion of "/opt/SolarWinds/Agent/*" stands in an "in" list',
  },
  'credential_access_high_volume_of_pbpaste.toml': {
    code: 'transform-index',
    count: 1,
    reason: 'the guide counts its searches from 1',
  },
  'persistence_hidden_plist_filename.toml': {
    code: 'threat-deprecated',
    count: 1,
    reason: 'ATT&CK has given up T1547.011',
  },
  'persistence_suspicious_launch_agent_or_launch_daemon.toml': {
    code: 'threat-deprecated',
    count: 1,
    reason: 'ATT&CK has given up T1547.011',
  },
  'privilege_escalation_endgame_process_injection_prevented.toml': {
    code: 'schedule-gap',
    count: 1,
    reason: 'a run every 2 minutes looks back 1 minute',
  },
};
