CREATE TABLE `moderators` (
	`who` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`sealed` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `muted_sources` (
	`source_id` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE `record_reviews` ADD `settled` text;