import type { Command } from "./cli/command.ts";
import { linesOf } from "./cli/lines.ts";

/** Each command is loaded when it is asked for, so that the small ones start at once. */
const COMMANDS: Readonly<Record<string, { readonly usage: string; readonly load: () => Promise<Command> }>> =
  {
    "parse-feed": {
      usage: "parse-feed [--type CONTENT_TYPE] FILE…   what a reader finds in recorded feeds",
      load: async () => (await import("./cli/parse-feed.ts")).parseFeed,
    },
    classify: {
      usage: "classify < ITEMS                         what JSON-line items say",
      load: async () => (await import("./cli/classify.ts")).classify,
    },
    "find-person": {
      usage: "find-person --people FILE < QUERIES      who is meant",
      load: async () => (await import("./cli/find-person.ts")).findPerson,
    },
    "compare-names": {
      usage: "compare-names < PAIRS                    are two names one person's",
      load: async () => (await import("./cli/compare-names.ts")).compareNames,
    },
    "tracker-diff": {
      usage: "tracker-diff OLD.csv NEW.csv             what changed between two lists",
      load: async () => (await import("./cli/tracker-diff.ts")).trackerDiff,
    },
    sources: {
      usage: "sources import|export                    the source list as OPML",
      load: async () => (await import("./cli/sources.ts")).sources,
    },
    "accept-list": {
      usage: "accept-list TRACKER                      take over the list that was held back",
      load: async () => (await import("./cli/accept-list.ts")).acceptList,
    },
    poll: {
      usage: "poll                                     one round over all due sources",
      load: async () => (await import("./cli/poll.ts")).poll,
    },
    explain: {
      usage: "explain URL_OR_GUID                      why a stored item became what it became",
      load: async () => (await import("./cli/explain.ts")).explain,
    },
    audit: {
      usage: "audit verify [--database ADDRESS]        is the moderators' log whole",
      load: async () => (await import("./cli/audit.ts")).audit,
    },
    moderators: {
      usage: "moderators reset WHO                     a lost phone: the code is set up anew",
      load: async () => (await import("./cli/moderators.ts")).moderators,
    },
    doctor: {
      usage: "doctor [--database ADDRESS]              what works and what does not",
      load: async () => (await import("./cli/doctor.ts")).doctor,
    },
    backup: {
      usage: "backup FILE                              an encrypted copy of the database, verified",
      load: async () => (await import("./cli/backup.ts")).backup,
    },
    restore: {
      usage: "restore FILE [--to ADDRESS]              the database as a backup had it",
      load: async () => (await import("./cli/backup.ts")).restore,
    },
    copy: {
      usage: "copy [--from ADDRESS] [--to ADDRESS]     a whole installation into an empty database, verified",
      load: async () => (await import("./cli/copy.ts")).copy,
    },
    rekey: {
      usage:
        "rekey                                    everything sealed anew, under NEW_DATA_KEY or a fresh key",
      load: async () => (await import("./cli/rekey.ts")).rekey,
    },
  };

const USAGE = [
  "usage: npm run -s cli -- COMMAND",
  ...Object.values(COMMANDS).map(({ usage }) => `  ${usage}`),
  "ADDRESS: sqlite:PATH, postgres://…, or file:PATH of a file with that; DATABASE_URL where it is not given",
];

/** A line that nobody reads any more (`| head`) ends the command quietly. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

/** Begun by the command that reads. */
function linesOfStdin(): AsyncIterator<string> {
  return linesOf(process.stdin);
}

const [name = "help", ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

if (command === undefined) {
  const asked = ["help", "--help", "-h"].includes(name);
  process.stderr.write(`${asked ? "" : `unknown command ${name}\n`}${USAGE.join("\n")}\n`);
  process.exitCode = asked ? 0 : 2;
} else {
  const run = await command.load();
  process.exitCode = await run({
    args,
    stdin: { [Symbol.asyncIterator]: linesOfStdin },
    stdout: (line) => void process.stdout.write(`${line}\n`),
    stderr: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdin.destroy();
}
