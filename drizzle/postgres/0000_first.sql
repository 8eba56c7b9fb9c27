CREATE TABLE "answer" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"attempt_id" text NOT NULL,
	"seq" integer NOT NULL,
	"slot" integer NOT NULL,
	"revision" integer NOT NULL,
	"response" text NOT NULL,
	"received_at" bigint NOT NULL,
	"client_key" text NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"id" text PRIMARY KEY NOT NULL,
	"contest_id" text NOT NULL,
	"round_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"user_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"state" text NOT NULL,
	"started_at" bigint NOT NULL,
	"deadline_at" bigint NOT NULL,
	"finished_at" bigint NOT NULL,
	"paper" jsonb NOT NULL,
	"score" integer NOT NULL,
	"correct" integer NOT NULL,
	"elapsed_ms" bigint NOT NULL,
	"prediction" integer
);
--> statement-breakpoint
CREATE TABLE "award" (
	"id" text PRIMARY KEY NOT NULL,
	"contest_id" text NOT NULL,
	"board" text NOT NULL,
	"prize_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"rank" integer NOT NULL,
	"amount" bigint NOT NULL,
	"reason" jsonb NOT NULL,
	"awarded_at" bigint NOT NULL,
	"awarded_by" text NOT NULL,
	"revoked_at" bigint NOT NULL,
	"revoked_reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"contest_id" text NOT NULL,
	"purpose" text NOT NULL,
	"given_by" text NOT NULL,
	"is_given" boolean NOT NULL,
	"text_version" text NOT NULL,
	"text_hash" text NOT NULL,
	"given_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contest" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"definition" jsonb NOT NULL,
	"definition_version" integer NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "excluded_person" (
	"id" text PRIMARY KEY NOT NULL,
	"contest_id" text NOT NULL,
	"full_name" text NOT NULL,
	"phone_index" text NOT NULL,
	"cccd_index" text NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"contest_id" text NOT NULL,
	"detail" text NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "login_session" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "participant" (
	"id" text PRIMARY KEY NOT NULL,
	"contest_id" text NOT NULL,
	"person_id" text NOT NULL,
	"user_id" text NOT NULL,
	"full_name" text NOT NULL,
	"public_name" text NOT NULL,
	"birth_year" integer NOT NULL,
	"is_child" boolean NOT NULL,
	"category_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"residence" text NOT NULL,
	"entered_at" bigint NOT NULL,
	"disqualified_at" bigint NOT NULL,
	"disqualified_reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"full_name" text NOT NULL,
	"birth_date" text NOT NULL,
	"guardian_relation" text NOT NULL,
	"cccd_cipher" text,
	"cccd_index" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_bank" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"topics" jsonb NOT NULL,
	"imported_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_version" (
	"id" text PRIMARY KEY NOT NULL,
	"bank_id" text NOT NULL,
	"question_id" text NOT NULL,
	"version" integer NOT NULL,
	"content_hash" text NOT NULL,
	"content" jsonb NOT NULL,
	"is_current" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "round" (
	"id" text PRIMARY KEY NOT NULL,
	"contest_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"key" text NOT NULL,
	"definition" jsonb NOT NULL,
	"opens_at" bigint NOT NULL,
	"closes_at" bigint NOT NULL,
	"closed_at" bigint NOT NULL,
	"secret" text NOT NULL,
	"secret_digest" text NOT NULL,
	"prediction_truth" integer,
	"seal_digest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standing" (
	"board" text NOT NULL,
	"participant_id" text NOT NULL,
	"contest_id" text NOT NULL,
	"category_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"attempt_id" text NOT NULL,
	"is_ranked" boolean NOT NULL,
	"sort_key" text NOT NULL,
	"score" integer NOT NULL,
	"correct" integer NOT NULL,
	"elapsed_ms" bigint NOT NULL,
	"submitted_at" bigint NOT NULL,
	"prediction" integer,
	"prediction_gap" integer,
	"attempts" integer NOT NULL,
	"public_sort_key" text NOT NULL,
	"public_score" integer NOT NULL,
	"public_correct" integer NOT NULL,
	"public_elapsed_ms" bigint NOT NULL,
	CONSTRAINT "standing_pk" PRIMARY KEY("board","participant_id")
);
--> statement-breakpoint
CREATE TABLE "standing_change" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"board" text NOT NULL,
	"participant_id" text NOT NULL,
	"contest_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" text PRIMARY KEY NOT NULL,
	"scheme" text NOT NULL,
	"code" text NOT NULL,
	"parent_id" text NOT NULL,
	"hierarchy" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"full_name" text NOT NULL,
	"search_key" text NOT NULL,
	"headcount" integer NOT NULL,
	"headcount_declared_by" text NOT NULL,
	"headcount_declared_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"full_name" text NOT NULL,
	"phone_cipher" text,
	"phone_index" text,
	"login" text,
	"role" text,
	"password_hash" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "excluded_person" ADD CONSTRAINT "excluded_person_contest_id_contest_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contest"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_session" ADD CONSTRAINT "login_session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_version" ADD CONSTRAINT "question_version_bank_id_question_bank_id_fk" FOREIGN KEY ("bank_id") REFERENCES "public"."question_bank"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_contest_id_contest_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contest"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "answer_attempt_seq" ON "answer" USING btree ("attempt_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_participant_round" ON "attempt" USING btree ("participant_id","round_id","ordinal");--> statement-breakpoint
CREATE INDEX "attempt_due" ON "attempt" USING btree ("state","deadline_at");--> statement-breakpoint
CREATE INDEX "attempt_round" ON "attempt" USING btree ("round_id","started_at");--> statement-breakpoint
CREATE INDEX "award_contest" ON "award" USING btree ("contest_id","board");--> statement-breakpoint
CREATE INDEX "consent_person" ON "consent" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contest_slug" ON "contest" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "excluded_person_contest" ON "excluded_person" USING btree ("contest_id");--> statement-breakpoint
CREATE UNIQUE INDEX "journal_seq" ON "journal" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "journal_contest" ON "journal" USING btree ("contest_id","seq");--> statement-breakpoint
CREATE INDEX "login_session_user" ON "login_session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "login_session_expiry" ON "login_session" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "participant_contest_person" ON "participant" USING btree ("contest_id","person_id");--> statement-breakpoint
CREATE INDEX "participant_user" ON "participant" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "participant_unit" ON "participant" USING btree ("contest_id","unit_id");--> statement-breakpoint
CREATE INDEX "person_user" ON "person" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_cccd" ON "person" USING btree ("cccd_index");--> statement-breakpoint
CREATE UNIQUE INDEX "question_version_number" ON "question_version" USING btree ("bank_id","question_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "round_contest_key" ON "round" USING btree ("contest_id","key");--> statement-breakpoint
CREATE INDEX "round_due" ON "round" USING btree ("closed_at","closes_at");--> statement-breakpoint
CREATE INDEX "standing_order" ON "standing" USING btree ("board","is_ranked","sort_key");--> statement-breakpoint
CREATE INDEX "standing_unit" ON "standing" USING btree ("board","unit_id");--> statement-breakpoint
CREATE INDEX "standing_change_contest" ON "standing_change" USING btree ("contest_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_scheme_code" ON "unit" USING btree ("scheme","code");--> statement-breakpoint
CREATE INDEX "unit_parent" ON "unit" USING btree ("parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "user_phone" ON "user" USING btree ("phone_index");--> statement-breakpoint
CREATE UNIQUE INDEX "user_login" ON "user" USING btree ("login");