/** What is known of the findings of one check in one rule. */
export interface KnownFinding {
  readonly count: number;
  /** What is wrong with the rule. */
  readonly reason: string;
}

/**
 * Warnings and errors in shipped rules, looked at one by one: all of it is true. By code and name of the rule file. A
 * finding that is not listed here is a false alarm until a person has shown that it is not.
 */
export const knownFindings: Readonly<Record<string, Readonly<Record<string, KnownFinding>>>> = {
  'kql-misread-value': {
    'credential_access_kubernetes_and_cloud_credential_paths_via_process_args.toml': {
      count: 1,
      reason: 'an "or" is missing at the end of a line, so that two paths are looked for as one',
    },
  },
  'kql-quoted-wildcard': {
    'initial_access_splunk_postgres_recovery_body_injection.toml': {
      count: 25,
      reason:
        'all patterns stand in double quotes, where a star is the character itself: url.path and http.request.body.content never match',
    },
  },
  'license-typo': {
    'execution_container_management_binary_launched_inside_a_container.toml': {
      count: 1,
      reason: 'the licence is written "Licence"',
    },
  },
  'schedule-gap': {
    'privilege_escalation_endgame_process_injection_prevented.toml': {
      count: 1,
      reason: 'a run every 2 minutes looks back 1 minute',
    },
  },
  'threat-deprecated': {
    'persistence_hidden_plist_filename.toml': { count: 1, reason: 'ATT&CK has given up T1547.011' },
    'persistence_suspicious_launch_agent_or_launch_daemon.toml': {
      count: 1,
      reason: 'ATT&CK has given up T1547.011',
    },
  },
  'transform-index': {
    'credential_access_high_volume_of_pbpaste.toml': {
      count: 1,
      reason: 'the guide counts its searches from 1',
    },
    'persistence_insmod_kernel_module_load.toml': {
      count: 1,
      reason: 'the guide counts its Osquery searches from 1',
    },
  },
  'wildcard-in-exact': {
    'defense_evasion_ld_so_creation.toml': {
      count: 1,
      reason: 'the exclusion of "/dev/fd/*" stands in an "in" list, so it excludes nothing',
    },
    'execution_shell_via_java_revshell_linux.toml': {
      count: 5,
      reason: 'exclusions with wildcards stand in an "in" list',
    },
    'persistence_apt_package_manager_file_creation.toml': {
      count: 1,
      reason: 'the exclusion of "/dev/fd/*" stands in an "in" list',
    },
    'persistence_at_job_creation.toml': {
      count: 1,
      reason: 'the exclusion of "/dev/fd/*" stands in an "in" list',
    },
    'persistence_init_d_file_creation.toml': {
      count: 1,
      reason: 'the exclusion of "platform-python*" stands in an "in" list',
    },
    'persistence_lkm_configuration_file_creation.toml': {
      count: 1,
      reason: 'the exclusion of "/dev/fd/*" stands in an "in" list',
    },
    'privilege_escalation_suspicious_chown_fowner_elevation.toml': {
      count: 1,
      reason: '"/root/.ssh/*" stands in an "in" list',
    },
    'privilege_escalation_suspicious_uid_guid_elevation.toml': {
      count: 1,
      reason: 'the exclusion of "/opt/SolarWinds/Agent/*" stands in an "in" list',
    },
  },
};

/** Codes of information and hints in shipped rules, with their number and what they say; their sum is looked at. */
export const knownRemarks: Readonly<Record<string, KnownFinding>> = {
  'clause-redundant': { count: 13, reason: 'clauses that another implies, most of them within exclusions' },
  'dup-literal': { count: 99, reason: 'values that stand twice in one list' },
  'eql-affix-pattern': {
    count: 1,
    reason:
      'a star at the end of "masterUserPassword=*" is a wildcard, so any password matches, not only a masked one',
  },
  'exclusion-idle': {
    count: 6,
    reason: 'exclusions of what is not admitted, such as "rename" beside "creation"',
  },
  'field-unknown': {
    count: 22,
    reason:
      'fields of packages whose schema in the checkout is of 2024: 13 of fortinet_fortigate, 3 of aws, 2 of azure, one each of github, google_workspace, endpoint and windows',
  },
  'guide-plugin-syntax': {
    count: 35,
    reason: 'text behind a search in one paragraph, which Kibana leaves out',
  },
  'tag-tactic-unmapped': { count: 18, reason: 'tags of tactics that the rule does not have under "threat"' },
  'threshold-trivial': { count: 1, reason: 'a sample rule with a threshold of 1' },
};
