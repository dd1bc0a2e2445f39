/**
 * The first thing every script does. It imports nothing, so that an old Node gets as far as the message;
 * what needs a newer Node is imported afterwards, dynamically.
 */

const oldest = { major: 20, minor: 19 };

/** Ends the process with one clear line when this Node is older than package.json's `engines` allow. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return;
  console.error(
    `✗ Node ${oldest.major}.${oldest.minor} or newer is needed, this is ${process.versions.node}: install one from https://nodejs.org`,
  );
  process.exit(1);
}
