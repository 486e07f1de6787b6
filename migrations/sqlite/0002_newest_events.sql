DROP INDEX `events_newest`;--> statement-breakpoint
CREATE INDEX `events_newest` ON `events` (`to_day`,`created_at`,`id`);