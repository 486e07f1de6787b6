// Plain JavaScript on purpose: an old Node cannot read a .ts file, so it could not say what is wrong.
const OLDEST = [22, 18];

/** @param {string} version such as "22.18.0" */
export function isTooOld(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

if (isTooOld(process.versions.node)) {
  process.stderr.write(
    `Navoli needs Node ${OLDEST.join(".")} or newer, this is ${process.versions.node}. ` +
      `Run it through npm (npm start, npm run demo): npm ci installs a Node that fits.\n`,
  );
  process.exit(1);
}
