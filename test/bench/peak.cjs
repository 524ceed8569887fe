/**
 * Loaded into a measured process with `--require`; prints its peak memory in MB and its processor time in
 * milliseconds on the last line of stderr.
 */
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const processor = Math.round((userCPUTime + systemCPUTime) / 1000);
  process.stderr.write(`\npeak-memory ${Math.round(maxRSS / 1024)} processor ${processor}\n`);
});
