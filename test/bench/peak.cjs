/**
 * Loaded into a measured process with `--require`; prints its peak memory in MB on the last line of stderr.
 */
process.on('exit', () => {
  process.stderr.write(`\npeak-memory ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
});
