// Everything that `npm test` promises: gets a nats-server and promtool when they are missing, builds, and runs every test.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** Programs that tests start for real, and Debian's packages that hold them. */
const requiredPrograms = [
  { program: 'nats-server', debianPackage: 'nats-server' },
  { program: 'promtool', debianPackage: 'prometheus' },
] as const;

function isInstalled(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/bin'];
  return folders.some((folder) => existsSync(path.join(folder, program)));
}

function installMissing(): void {
  const missing = requiredPrograms.filter(({ program }) => !isInstalled(program));
  if (missing.length === 0) return;
  const packages = missing.map(({ debianPackage }) => debianPackage);
  const advice = `install them by hand: apt-get install ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !isInstalled('apt-get')) {
    console.error(`tests need ${missing.map(({ program }) => program).join(' and ')}, not found on PATH; ${advice}`);
    process.exit(1);
  }
  console.log(`installing ${packages.join(' and ')} (Debian packages)`);
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'inherit' });
  } catch (error) {
    console.error(`apt-get failed (${error instanceof Error ? error.message : error}); ${advice}`);
    process.exit(1);
  }
}

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const bin = (name: string) => path.join(root, 'node_modules/.bin', name);
installMissing();
run(bin('tsx'), ['scripts/build.ts']);
run(bin('vitest'), ['run', ...process.argv.slice(2)]);
