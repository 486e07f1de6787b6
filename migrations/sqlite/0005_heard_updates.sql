CREATE TABLE `heard_updates` (
	`update_id` integer PRIMARY KEY NOT NULL,
	`heard_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `heard_updates_old` ON `heard_updates` (`heard_at`);