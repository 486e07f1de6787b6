CREATE TABLE `alert_texts` (
	`alert_id` text NOT NULL,
	`language` text NOT NULL,
	`discreet` integer NOT NULL,
	`message` text NOT NULL,
	PRIMARY KEY(`alert_id`, `language`, `discreet`)
);
--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`version` integer NOT NULL,
	`purpose` text NOT NULL,
	`urgency` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`body` text NOT NULL,
	`spread` integer NOT NULL,
	`superseded_by` text,
	`notifies` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `alerts_waiting` ON `alerts` (`spread`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_version` ON `alerts` (`event_id`,`version`);--> statement-breakpoint
CREATE INDEX `alerts_made` ON `alerts` (`created_at`);--> statement-breakpoint
CREATE TABLE `audit` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`facts` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `decisions` (
	`event_id` text NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`urgency` text,
	`reason` text NOT NULL,
	`decided_at` integer NOT NULL,
	PRIMARY KEY(`event_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `event_people` (
	`event_id` text NOT NULL,
	`person_id` text NOT NULL,
	PRIMARY KEY(`event_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `event_people_person` ON `event_people` (`person_id`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`certainty` text NOT NULL,
	`ruling` text NOT NULL,
	`embargo_until` integer,
	`created_at` integer NOT NULL,
	`body` text NOT NULL,
	`decided_version` integer,
	`decision` text,
	`decided` integer NOT NULL,
	`decided_under_embargo` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_waiting` ON `events` (`decided`,`created_at`);--> statement-breakpoint
CREATE INDEX `events_embargo` ON `events` (`decided_under_embargo`,`embargo_until`);--> statement-breakpoint
CREATE INDEX `events_near` ON `events` (`kind`,`to_day`);--> statement-breakpoint
CREATE INDEX `events_newest` ON `events` (`to_day`);--> statement-breakpoint
CREATE INDEX `events_held` ON `events` (`decision`,`created_at`);--> statement-breakpoint
CREATE TABLE `finding_events` (
	`finding_id` text NOT NULL,
	`event_id` text NOT NULL,
	PRIMARY KEY(`finding_id`, `event_id`)
);
--> statement-breakpoint
CREATE TABLE `findings` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`item_id` text,
	`body` text NOT NULL,
	`outcome` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `findings_id` ON `findings` (`id`);--> statement-breakpoint
CREATE INDEX `findings_item` ON `findings` (`item_id`);--> statement-breakpoint
CREATE INDEX `findings_waiting` ON `findings` (`outcome`,`seq`);--> statement-breakpoint
CREATE TABLE `held_snapshots` (
	`tracker_id` text PRIMARY KEY NOT NULL,
	`fetched_at` integer NOT NULL,
	`body` blob NOT NULL,
	`reason` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `items` (
	`id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`outlet` text NOT NULL,
	`tier` text NOT NULL,
	`key` text NOT NULL,
	`alt_key` text,
	`url` text,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`language` text NOT NULL,
	`published_at` integer NOT NULL,
	`first_seen_at` integer NOT NULL,
	`revision` integer NOT NULL,
	`standing` text NOT NULL,
	`text_hash` text NOT NULL,
	`classified` integer NOT NULL,
	`classification` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `items_key` ON `items` (`source_id`,`key`);--> statement-breakpoint
CREATE INDEX `items_alt_key` ON `items` (`source_id`,`alt_key`);--> statement-breakpoint
CREATE INDEX `items_url` ON `items` (`url`);--> statement-breakpoint
CREATE INDEX `items_by_key` ON `items` (`key`);--> statement-breakpoint
CREATE INDEX `items_pace` ON `items` (`source_id`,`published_at`);--> statement-breakpoint
CREATE INDEX `items_waiting` ON `items` (`classified`,`first_seen_at`);--> statement-breakpoint
CREATE TABLE `marks` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`key` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`facts` text NOT NULL,
	`created_at` integer NOT NULL,
	`spread` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `notices_waiting` ON `notices` (`spread`,`created_at`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`tracker_id` text NOT NULL,
	`record` text NOT NULL,
	`presence` text NOT NULL,
	`aliases` text NOT NULL,
	`embargo` integer NOT NULL,
	`first_seen_on` text NOT NULL,
	`last_seen_on` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `people_tracker` ON `people` (`tracker_id`);--> statement-breakpoint
CREATE INDEX `people_embargo` ON `people` (`embargo`);--> statement-breakpoint
CREATE TABLE `record_reviews` (
	`tracker_id` text NOT NULL,
	`code` text NOT NULL,
	`record_ids` text NOT NULL,
	PRIMARY KEY(`tracker_id`, `code`, `record_ids`)
);
--> statement-breakpoint
CREATE TABLE `snapshots` (
	`tracker_id` text PRIMARY KEY NOT NULL,
	`fetched_at` integer NOT NULL,
	`body_hash` text NOT NULL,
	`rows` integer NOT NULL,
	`status_counts` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `source_states` (
	`source_id` text PRIMARY KEY NOT NULL,
	`learned_url` text,
	`redirect_to` text,
	`redirect_seen` integer NOT NULL,
	`validators` text NOT NULL,
	`body_hash` text,
	`next_check_at` integer NOT NULL,
	`last_check_at` integer,
	`last_success_at` integer,
	`last_new_item_at` integer,
	`usual_gap_ms` integer,
	`failures` integer NOT NULL,
	`health` text NOT NULL,
	`reason` text,
	`key_by` text NOT NULL,
	`primed` integer NOT NULL,
	`blind_told` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `deletions` (
	`slot` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`due_minute` integer NOT NULL,
	`sealed` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deletions_id` ON `deletions` (`id`);--> statement-breakpoint
CREATE INDEX `deletions_due` ON `deletions` (`due_minute`);--> statement-breakpoint
CREATE TABLE `deliveries` (
	`slot` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`alert_id` text NOT NULL,
	`act` text NOT NULL,
	`state` text NOT NULL,
	`priority` integer NOT NULL,
	`due_at` integer,
	`leased` integer NOT NULL,
	`claims` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`unsure_tries` integer NOT NULL,
	`target` blob NOT NULL,
	`message` blob,
	`done_hour` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_id` ON `deliveries` (`id`);--> statement-breakpoint
CREATE INDEX `deliveries_alert` ON `deliveries` (`alert_id`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`priority`,`due_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `deliveries_flying` ON `deliveries` (`state`) WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX `deliveries_done` ON `deliveries` (`done_hour`,`state`) WHERE done_hour is not null;--> statement-breakpoint
CREATE TABLE `subscribers` (
	`slot` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`sealed` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subscribers_id` ON `subscribers` (`id`);--> statement-breakpoint
CREATE TABLE `tombstones` (
	`id` text PRIMARY KEY NOT NULL,
	`epoch` integer NOT NULL,
	`day` text NOT NULL
);
