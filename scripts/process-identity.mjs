/** Tells whether a process number still means the process it meant when it was written down; numbers are used again. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process started, as the system writes it: with the number, a process for good.
 * @param {number} pid
 * @returns {string | null} null when there is no such process, or only its exit status is left
 */
export function findIdentity(pid) {
  return process.platform === 'linux' ? findOnLinux(pid) : findByPs(pid);
}

/** @param {number} pid */
function findOnLinux(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may hold anything; the third is the state, the 22nd the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch {
    return null;
  }
}

/** @param {number} pid */
function findByPs(pid) {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
