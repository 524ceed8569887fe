/** Loaded into a measured process with `--require`: says on its last line of stderr how much memory it took, in MB. */
process.on('exit', () => {
  process.stderr.write(`\npeak-memory ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
});
