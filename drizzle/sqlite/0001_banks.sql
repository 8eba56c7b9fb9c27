CREATE TABLE `import_batch` (
	`id` text PRIMARY KEY NOT NULL,
	`bank_id` text NOT NULL,
	`file_name` text NOT NULL,
	`format` text NOT NULL,
	`state` text NOT NULL,
	`preview` text NOT NULL,
	`failure` text NOT NULL,
	`failure_params` text NOT NULL,
	`made_count` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `import_batch_bank` ON `import_batch` (`bank_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `key_ruling` (
	`id` text PRIMARY KEY NOT NULL,
	`contest_id` text NOT NULL,
	`round_id` text NOT NULL,
	`question_id` text NOT NULL,
	`ruling` text NOT NULL,
	`reason` text NOT NULL,
	`notice` text NOT NULL,
	`attempts_changed` integer NOT NULL,
	`made_by` text NOT NULL,
	`made_at` integer NOT NULL,
	`applied_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `key_ruling_round` ON `key_ruling` (`round_id`,`made_at`);--> statement-breakpoint
CREATE INDEX `key_ruling_contest` ON `key_ruling` (`contest_id`,`made_at`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` text PRIMARY KEY NOT NULL,
	`bank_id` text NOT NULL,
	`kind` text NOT NULL,
	`mime_type` text NOT NULL,
	`bytes` blob NOT NULL,
	`byte_count` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`file_name` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `media_bank` ON `media` (`bank_id`);--> statement-breakpoint
CREATE TABLE `organisation` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `question` (
	`id` text PRIMARY KEY NOT NULL,
	`bank_id` text NOT NULL,
	`question_id` text NOT NULL,
	`topic` text NOT NULL,
	`kind` text NOT NULL,
	`difficulty` text NOT NULL,
	`state` text NOT NULL,
	`stem_text` text NOT NULL,
	`search_key` text NOT NULL,
	`tags` text NOT NULL,
	`is_practice` integer NOT NULL,
	`reserved_for` text NOT NULL,
	`newest_version_id` text NOT NULL,
	`drawn_version_id` text NOT NULL,
	`lapses_on` text NOT NULL,
	`hints` text NOT NULL,
	`dismissed` text NOT NULL,
	`batch_id` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`bank_id`) REFERENCES `question_bank`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `question_code` ON `question` (`bank_id`,`question_id`);--> statement-breakpoint
CREATE INDEX `question_state` ON `question` (`bank_id`,`state`,`updated_at`);--> statement-breakpoint
CREATE INDEX `question_topic` ON `question` (`bank_id`,`topic`);--> statement-breakpoint
CREATE INDEX `question_batch` ON `question` (`batch_id`);--> statement-breakpoint
CREATE TABLE `question_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`question_row_id` text NOT NULL,
	`version_id` text NOT NULL,
	`deed` text NOT NULL,
	`actor_id` text NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `question_event_question` ON `question_event` (`question_row_id`,`id`);--> statement-breakpoint
CREATE TABLE `round_statistics` (
	`round_id` text PRIMARY KEY NOT NULL,
	`statistics` text NOT NULL,
	`computed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `score_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ruling_id` text NOT NULL,
	`attempt_id` text NOT NULL,
	`participant_id` text NOT NULL,
	`score_before` integer NOT NULL,
	`correct_before` integer NOT NULL,
	`score_after` integer NOT NULL,
	`correct_after` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `score_change_ruling` ON `score_change` (`ruling_id`);--> statement-breakpoint
CREATE INDEX `score_change_attempt` ON `score_change` (`attempt_id`);--> statement-breakpoint
ALTER TABLE `contest` ADD `published_at` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `question_bank` ADD `organisation_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `question_version` ADD `author_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `question_version` ADD `created_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `question_version` ADD `approved_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `question_version` ADD `approved_at` integer DEFAULT 0 NOT NULL;