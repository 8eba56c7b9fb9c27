CREATE TABLE `answer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`attempt_id` text NOT NULL,
	`seq` integer NOT NULL,
	`slot` integer NOT NULL,
	`revision` integer NOT NULL,
	`response` text NOT NULL,
	`received_at` integer NOT NULL,
	`client_key` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_attempt_seq` ON `answer` (`attempt_id`,`seq`);--> statement-breakpoint
CREATE TABLE `attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`contest_id` text NOT NULL,
	`round_id` text NOT NULL,
	`participant_id` text NOT NULL,
	`user_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`deadline_at` integer NOT NULL,
	`finished_at` integer NOT NULL,
	`paper` text NOT NULL,
	`score` integer NOT NULL,
	`correct` integer NOT NULL,
	`elapsed_ms` integer NOT NULL,
	`prediction` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_participant_round` ON `attempt` (`participant_id`,`round_id`,`ordinal`);--> statement-breakpoint
CREATE INDEX `attempt_due` ON `attempt` (`state`,`deadline_at`);--> statement-breakpoint
CREATE INDEX `attempt_round` ON `attempt` (`round_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `award` (
	`id` text PRIMARY KEY NOT NULL,
	`contest_id` text NOT NULL,
	`board` text NOT NULL,
	`prize_id` text NOT NULL,
	`participant_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`rank` integer NOT NULL,
	`amount` integer NOT NULL,
	`reason` text NOT NULL,
	`awarded_at` integer NOT NULL,
	`awarded_by` text NOT NULL,
	`revoked_at` integer NOT NULL,
	`revoked_reason` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `award_contest` ON `award` (`contest_id`,`board`);--> statement-breakpoint
CREATE TABLE `consent` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` text NOT NULL,
	`contest_id` text NOT NULL,
	`purpose` text NOT NULL,
	`given_by` text NOT NULL,
	`is_given` integer NOT NULL,
	`text_version` text NOT NULL,
	`text_hash` text NOT NULL,
	`given_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `consent_person` ON `consent` (`person_id`);--> statement-breakpoint
CREATE TABLE `contest` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`definition` text NOT NULL,
	`definition_version` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contest_slug` ON `contest` (`slug`);--> statement-breakpoint
CREATE TABLE `excluded_person` (
	`id` text PRIMARY KEY NOT NULL,
	`contest_id` text NOT NULL,
	`full_name` text NOT NULL,
	`phone_index` text NOT NULL,
	`cccd_index` text NOT NULL,
	`reason` text NOT NULL,
	FOREIGN KEY (`contest_id`) REFERENCES `contest`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `excluded_person_contest` ON `excluded_person` (`contest_id`);--> statement-breakpoint
CREATE TABLE `journal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`contest_id` text NOT NULL,
	`detail` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `journal_seq` ON `journal` (`seq`);--> statement-breakpoint
CREATE INDEX `journal_contest` ON `journal` (`contest_id`,`seq`);--> statement-breakpoint
CREATE TABLE `login_session` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `login_session_user` ON `login_session` (`user_id`);--> statement-breakpoint
CREATE INDEX `login_session_expiry` ON `login_session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `participant` (
	`id` text PRIMARY KEY NOT NULL,
	`contest_id` text NOT NULL,
	`person_id` text NOT NULL,
	`user_id` text NOT NULL,
	`full_name` text NOT NULL,
	`public_name` text NOT NULL,
	`birth_year` integer NOT NULL,
	`is_child` integer NOT NULL,
	`category_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`residence` text NOT NULL,
	`entered_at` integer NOT NULL,
	`disqualified_at` integer NOT NULL,
	`disqualified_reason` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `participant_contest_person` ON `participant` (`contest_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `participant_user` ON `participant` (`user_id`);--> statement-breakpoint
CREATE INDEX `participant_unit` ON `participant` (`contest_id`,`unit_id`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`full_name` text NOT NULL,
	`birth_date` text NOT NULL,
	`guardian_relation` text NOT NULL,
	`cccd_cipher` text,
	`cccd_index` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `person_user` ON `person` (`user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `person_cccd` ON `person` (`cccd_index`);--> statement-breakpoint
CREATE TABLE `question_bank` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`topics` text NOT NULL,
	`imported_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `question_version` (
	`id` text PRIMARY KEY NOT NULL,
	`bank_id` text NOT NULL,
	`question_id` text NOT NULL,
	`version` integer NOT NULL,
	`content_hash` text NOT NULL,
	`content` text NOT NULL,
	`is_current` integer NOT NULL,
	FOREIGN KEY (`bank_id`) REFERENCES `question_bank`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `question_version_number` ON `question_version` (`bank_id`,`question_id`,`version`);--> statement-breakpoint
CREATE TABLE `round` (
	`id` text PRIMARY KEY NOT NULL,
	`contest_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`key` text NOT NULL,
	`definition` text NOT NULL,
	`opens_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`closed_at` integer NOT NULL,
	`secret` text NOT NULL,
	`secret_digest` text NOT NULL,
	`prediction_truth` integer,
	`seal_digest` text NOT NULL,
	FOREIGN KEY (`contest_id`) REFERENCES `contest`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `round_contest_key` ON `round` (`contest_id`,`key`);--> statement-breakpoint
CREATE INDEX `round_due` ON `round` (`closed_at`,`closes_at`);--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `standing` (
	`board` text NOT NULL,
	`participant_id` text NOT NULL,
	`contest_id` text NOT NULL,
	`category_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`attempt_id` text NOT NULL,
	`is_ranked` integer NOT NULL,
	`sort_key` text NOT NULL,
	`score` integer NOT NULL,
	`correct` integer NOT NULL,
	`elapsed_ms` integer NOT NULL,
	`submitted_at` integer NOT NULL,
	`prediction` integer,
	`prediction_gap` integer,
	`attempts` integer NOT NULL,
	`public_sort_key` text NOT NULL,
	`public_score` integer NOT NULL,
	`public_correct` integer NOT NULL,
	`public_elapsed_ms` integer NOT NULL,
	PRIMARY KEY(`board`, `participant_id`)
);
--> statement-breakpoint
CREATE INDEX `standing_order` ON `standing` (`board`,`is_ranked`,`sort_key`);--> statement-breakpoint
CREATE INDEX `standing_unit` ON `standing` (`board`,`unit_id`);--> statement-breakpoint
CREATE TABLE `standing_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`board` text NOT NULL,
	`participant_id` text NOT NULL,
	`contest_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `standing_change_contest` ON `standing_change` (`contest_id`,`id`);--> statement-breakpoint
CREATE TABLE `unit` (
	`id` text PRIMARY KEY NOT NULL,
	`scheme` text NOT NULL,
	`code` text NOT NULL,
	`parent_id` text NOT NULL,
	`hierarchy` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`full_name` text NOT NULL,
	`search_key` text NOT NULL,
	`headcount` integer NOT NULL,
	`headcount_declared_by` text NOT NULL,
	`headcount_declared_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unit_scheme_code` ON `unit` (`scheme`,`code`);--> statement-breakpoint
CREATE INDEX `unit_parent` ON `unit` (`parent_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`full_name` text NOT NULL,
	`phone_cipher` text,
	`phone_index` text,
	`login` text,
	`role` text,
	`password_hash` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_phone` ON `user` (`phone_index`);--> statement-breakpoint
CREATE UNIQUE INDEX `user_login` ON `user` (`login`);