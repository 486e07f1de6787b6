import type { AlertText } from "./alert-text.ts";
import type { ChannelText } from "./channel-text.ts";
import type {
  CommonText,
  ForgetText,
  HelpText,
  LanguageText,
  PrivacyText,
  StartText,
  SubscribeText,
} from "./common-text.ts";
import type { BirthdaysText, FollowText, LetterText, PersonText } from "./person-text.ts";
import type { LatestText, RoundsText, SourcesText, StatsText, StatusText } from "./reading-text.ts";
import type { SettingsText } from "./settings-text.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Every word that a person reads, except the moderators'. A missing text does not compile. */
export interface Messages {
  readonly vocabulary: Vocabulary;
  readonly alert: AlertText;
  readonly common: CommonText;
  readonly start: StartText;
  readonly help: HelpText;
  readonly subscribe: SubscribeText;
  readonly language: LanguageText;
  readonly forget: ForgetText;
  readonly privacy: PrivacyText;
  readonly status: StatusText;
  readonly latest: LatestText;
  readonly sources: SourcesText;
  readonly stats: StatsText;
  readonly rounds: RoundsText;
  readonly person: PersonText;
  readonly follow: FollowText;
  readonly letter: LetterText;
  readonly birthdays: BirthdaysText;
  readonly settings: SettingsText;
  readonly channel: ChannelText;
}
