/** Known findings of one check in one rule. */
export interface KnownFinding {
  readonly count: number;
  /** What is wrong with the rule. */
  readonly reason: string;
}

/**
 * Warnings and errors in shipped rules, by code and name of the rule file. Each was reviewed and is correct.
 * A finding that is not listed here counts as a false alarm until somebody shows that it is not.
 */
export const knownFindings: Readonly<Record<string, Readonly<Record<string, KnownFinding>>>> = {
  'esql-like-no-wildcard': {
    'execution_aws_ec2_lolbin_via_ssm.toml': {
      count: 2,
      reason: '"%" is meant as a wildcard, so the path of a script is never found',
    },
  },
  'esql-multivalue': {
    'defense_evasion_base64_decoding_activity.toml': {
      count: 8,
      reason:
        'process.args is a list of several values, so each comparison is null: of openssl, python and ruby nothing is found',
    },
    'initial_access_fortigate_admin_login_multi_srcip.toml': {
      count: 1,
      reason: 'source.user.roles is an array in ECS: an administrator with a second role is missed',
    },
    'multiple_external_edr_alerts_by_host.toml': {
      count: 1,
      reason: 'the VALUES of rule names are compared with one name, so a host with a second rule is missed',
    },
  },
  'esql-rlike-literal': {
    'credential_access_entra_id_signin_brute_force_microsoft_365.toml': {
      count: 1,
      reason: 'alternatives without parentheses: only the first and the last have ".*" at one end',
    },
    'credential_access_identity_user_account_lockouts.toml': {
      count: 1,
      reason: 'one "|" too many makes an empty alternative',
    },
    'initial_access_entra_id_actor_token_user_impersonation_abuse.toml': {
      count: 1,
      reason: 'the "@" of an address matches any string, so names without one match too',
    },
    'initial_access_mssql_potential_sql_injection.toml': {
      count: 2,
      reason: 'the "@@" before VERSION match any string',
    },
  },
  'guide-emphasis': {
    'command_and_control_kubectl_networking_modification.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'credential_access_cookies_chromium_browsers_debugging.toml': {
      count: 2,
      reason: 'patterns without backticks lose their stars',
    },
    'credential_access_dcsync_user_backdoor.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'defense_evasion_encoding_rot13_python_script.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'defense_evasion_gcp_logging_bucket_deletion.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'defense_evasion_gcp_logging_sink_deletion.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'defense_evasion_hidden_directory_creation.toml': {
      count: 2,
      reason: 'patterns without backticks lose their stars',
    },
    'defense_evasion_masquerading_space_after_filename.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'defense_evasion_multi_base64_decoding_attempt.toml': {
      count: 4,
      reason: 'patterns without backticks lose their stars',
    },
    'defense_evasion_potential_kubectl_impersonation.toml': {
      count: 3,
      reason: 'patterns without backticks lose their stars',
    },
    'defense_evasion_prctl_process_name_tampering.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'defense_evasion_privacy_controls_tcc_database_modification.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'defense_evasion_solarwinds_backdoor_service_disabled_via_registry.toml': {
      count: 2,
      reason: 'patterns without backticks lose their stars',
    },
    'defense_evasion_suspicious_wmi_script.toml': {
      count: 4,
      reason: 'patterns without backticks lose their stars',
    },
    'discovery_esxi_software_via_find.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'execution_process_started_in_shared_memory_directory.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'execution_suspicious_pod_or_container_creation_command_execution.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'exfiltration_potential_data_splitting_for_exfiltration.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'lateral_movement_alternate_creds_pth.toml': {
      count: 3,
      reason: 'patterns without backticks lose their stars',
    },
    'lateral_movement_mount_hidden_or_webdav_share_net.toml': {
      count: 2,
      reason: 'patterns without backticks lose their stars',
    },
    'lateral_movement_vpn_connection_attempt.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_dnf_package_manager_plugin_file_creation.toml': {
      count: 2,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_emond_rules_file_creation.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_git_hook_process_execution.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_kubernetes_sensitive_file_activity.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_manual_dracut_execution.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_modification_sublime_app_plugin_or_script.toml': {
      count: 2,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_msi_installer_task_startup.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_pluggable_authentication_module_creation.toml': {
      count: 2,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_pluggable_authentication_module_creation_in_unusual_dir.toml': {
      count: 3,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_process_capability_set_via_setcap.toml': {
      count: 2,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_systemd_netcon.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_user_credential_modification_via_echo.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_webserver_unusual_command_execution.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'persistence_yum_package_manager_plugin_file_creation.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'privilege_escalation_bedrock_agentcore_execution_role_used_outside_runtime.toml': {
      count: 3,
      reason: 'patterns without backticks lose their stars',
    },
    'privilege_escalation_bedrock_phantom_user_activity_outside_bedrock.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'privilege_escalation_cve_2025_32463_nsswitch_file_creation.toml': {
      count: 5,
      reason: 'patterns without backticks lose their stars',
    },
    'privilege_escalation_dac_permissions.toml': {
      count: 2,
      reason: 'patterns without backticks lose their stars',
    },
    'privilege_escalation_echo_nopasswd_sudoers.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'privilege_escalation_port_monitor_print_processor_abuse.toml': {
      count: 2,
      reason: 'patterns without backticks lose their stars',
    },
    'privilege_escalation_reg_service_imagepath_mod.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'privilege_escalation_shadow_file_read.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'privilege_escalation_sudoers_file_mod.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'privilege_escalation_uac_bypass_com_ieinstal.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
    'privilege_escalation_writable_docker_socket.toml': {
      count: 1,
      reason: 'patterns without backticks lose their stars',
    },
  },
  'guide-html': {
    'credential_access_posh_minidump.toml': {
      count: 2,
      reason: 'placeholders for the reader are dropped as HTML: <process>, <pid>',
    },
    'defense_evasion_amsienable_key_mod.toml': {
      count: 1,
      reason: 'placeholders for the reader are dropped as HTML: <SID>',
    },
    'defense_evasion_busybox_indirect_shell_spawn.toml': {
      count: 2,
      reason: 'placeholders for the reader are dropped as HTML: <IP>, <port>',
    },
    'initial_access_identity_unusual_sso_errors_for_user.toml': {
      count: 1,
      reason: 'placeholders for the reader are dropped as HTML: <ErrorNumber>',
    },
    'initial_access_mssql_potential_sql_injection.toml': {
      count: 1,
      reason: 'placeholders for the reader are dropped as HTML: <instance>',
    },
    'persistence_webserver_unusual_command_execution.toml': {
      count: 2,
      reason: 'placeholders for the reader are dropped as HTML: <pid>, <pid>',
    },
    'privilege_escalation_installertakeover.toml': {
      count: 1,
      reason: 'placeholders for the reader are dropped as HTML: <version>',
    },
    'privilege_escalation_uac_bypass_event_viewer.toml': {
      count: 1,
      reason: 'placeholders for the reader are dropped as HTML: <user SID>',
    },
  },
  'guide-plugin-syntax': {
    'collection_posh_screen_grabber.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_2 in the same paragraph and are not shown',
    },
    'command_and_control_new_terms_rmm_signer.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_4 in the same paragraph and are not shown',
    },
    'command_and_control_openssh_reverse_port_forwarding.toml': {
      count: 4,
      reason:
        'words or another search follow $investigate_0, $investigate_0, $investigate_1, $investigate_2 in the same paragraph and are not shown',
    },
    'credential_access_domain_backup_dpapi_private_keys.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_4 in the same paragraph and are not shown',
    },
    'credential_access_dump_registry_hives.toml': {
      count: 2,
      reason:
        'words or another search follow $investigate_2, $investigate_4 in the same paragraph and are not shown',
    },
    'credential_access_suspicious_lsass_access_via_snapshot.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_1 in the same paragraph and are not shown',
    },
    'defense_evasion_masquerading_as_svchost.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_2 in the same paragraph and are not shown',
    },
    'defense_evasion_masquerading_renamed_autoit.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_1 in the same paragraph and are not shown',
    },
    'defense_evasion_mshta_susp_child.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_0 in the same paragraph and are not shown',
    },
    'defense_evasion_msiexec_remote_payload.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_2 in the same paragraph and are not shown',
    },
    'defense_evasion_obf_args_unicode_modified_letters.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_1 in the same paragraph and are not shown',
    },
    'defense_evasion_posh_compressed.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_3 in the same paragraph and are not shown',
    },
    'defense_evasion_posh_obfuscation_backtick_var.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_0 in the same paragraph and are not shown',
    },
    'defense_evasion_posh_obfuscation_string_concat.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_4 in the same paragraph and are not shown',
    },
    'defense_evasion_posh_process_injection.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_4 in the same paragraph and are not shown',
    },
    'defense_evasion_proxy_execution_via_msdt.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_3 in the same paragraph and are not shown',
    },
    'defense_evasion_script_via_html_app.toml': {
      count: 2,
      reason:
        'words or another search follow $investigate_0, $investigate_3 in the same paragraph and are not shown',
    },
    'defense_evasion_suspicious_managedcode_host_process.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_5 in the same paragraph and are not shown',
    },
    'defense_evasion_suspicious_process_access_direct_syscall.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_1 in the same paragraph and are not shown',
    },
    'defense_evasion_unusual_system_vp_child_program.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_2 in the same paragraph and are not shown',
    },
    'defense_evasion_wdac_policy_by_unusual_process.toml': {
      count: 2,
      reason:
        'words or another search follow $investigate_4, $investigate_0 in the same paragraph and are not shown',
    },
    'defense_evasion_wsl_kalilinux.toml': {
      count: 2,
      reason:
        'words or another search follow $investigate_2, $investigate_0 in the same paragraph and are not shown',
    },
    'discovery_posh_invoke_sharefinder.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_2 in the same paragraph and are not shown',
    },
    'execution_posh_hacktool_authors.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_5 in the same paragraph and are not shown',
    },
    'execution_via_hidden_shell_conhost.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_4 in the same paragraph and are not shown',
    },
    'privilege_escalation_samaccountname_spoofing_attack.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_1 in the same paragraph and are not shown',
    },
    'privilege_escalation_thread_cpu_priority_hijack.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_0 in the same paragraph and are not shown',
    },
    'privilege_escalation_user_added_to_admin_group.toml': {
      count: 1,
      reason: 'words or another search follow $investigate_0 in the same paragraph and are not shown',
    },
  },
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

/**
 * Codes of information and hints in shipped rules, with their number and message; only their sum was
 * reviewed.
 */
export const knownRemarks: Readonly<Record<string, KnownFinding>> = {
  'clause-redundant': { count: 14, reason: 'clauses that another implies, most of them within exclusions' },
  'dup-literal': { count: 99, reason: 'values that stand twice in one list' },
  'eql-affix-pattern': {
    count: 1,
    reason:
      'a star at the end of "masterUserPassword=*" is a wildcard, so any password matches, not only a masked one',
  },
  'esql-like-no-wildcard': { count: 7, reason: 'LIKE used as "==", which works' },
  'esql-null-trap': {
    count: 46,
    reason:
      'exclusions that drop events without the field too; whether those are meant the query does not say, so these are hints',
  },
  'esql-unused-column': {
    count: 9,
    reason:
      'columns that a later STATS or KEEP drops: 4 lists of values that KEEP does not name, a count without the prefix "Esql." that KEEP keeps, a flag that no condition reads',
  },
  'exclusion-idle': {
    count: 7,
    reason: 'exclusions of what is not admitted, such as "rename" beside "creation"',
  },
  'field-unknown': {
    count: 122,
    reason:
      'fields of packages whose schema in the checkout is of 2024: 100 in ES|QL rules, of azure, aws, aws_bedrock, okta, wiz, kubernetes and network_traffic; in other rules 13 of fortinet_fortigate, 3 of aws, 2 of azure, one each of github, google_workspace, endpoint and windows',
  },
  'tag-tactic-unmapped': { count: 18, reason: 'tags of tactics that the rule does not have under "threat"' },
  'threshold-trivial': { count: 1, reason: 'a sample rule with a threshold of 1' },
};
