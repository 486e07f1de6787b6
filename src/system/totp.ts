import { Secret, TOTP } from "otpauth";
import type { OneTimeCodes } from "../ports/moderators.ts";

const PERIOD_SECONDS = 30;
/** 160 bits, as RFC 4226 advises. */
const SECRET_BYTES = 20;

/** What every authenticator app understands: SHA-1, 6 digits, 30 seconds. */
export const timedCodes: OneTimeCodes = {
  newSecret: () => new Secret({ size: SECRET_BYTES }).base32,
  addressOf: (secret, label) => generator(secret, label).toString(),
  stepOf(secret, code, now) {
    const timestamp = now.getTime();
    const delta = generator(secret, "").validate({ token: code, timestamp, window: 1 });
    return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
  },
};

function generator(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: "Navoli",
    label: label === "" ? "Navoli" : label,
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}
