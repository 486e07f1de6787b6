CREATE TABLE `digest_events` (
	`digest_id` text NOT NULL,
	`event_id` text NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`digest_id`, `event_id`)
);
--> statement-breakpoint
CREATE INDEX `digest_events_event` ON `digest_events` (`event_id`,`version`);