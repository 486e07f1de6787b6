// Plain JavaScript on purpose: an old Node cannot read a .ts file, so it could not say what is wrong.
const OLDEST_MAJOR = 22;
const OLDEST_MINOR = 18;

/** @param {string} version such as "22.18.0" */
export function isTooOld(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < OLDEST_MAJOR || (major === OLDEST_MAJOR && minor < OLDEST_MINOR);
}

if (isTooOld(process.versions.node)) {
  process.stderr.write(
    `Navoli needs Node ${OLDEST_MAJOR}.${OLDEST_MINOR} or newer, this is ${process.versions.node}. ` +
      `Run it through npm (npm start, npm run demo): npm ci installs a Node that fits.\n`,
  );
  process.exit(1);
}
