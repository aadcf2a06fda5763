import * as z from 'zod/mini'
import { atMost, minLength, refine } from '~/domain/shared/checks'

/** Passwords that every guessing list begins with, eight characters or longer. */
const COMMON = new Set(
  `password password1 password12 password123 passw0rd p@ssword p@ssw0rd passwort 12345678 123456789 1234567890 11111111
  00000000 87654321 qwertyui qwertyuiop qwerty123 qwerty12 1q2w3e4r 1qaz2wsx zaq12wsx iloveyou sunshine princess football
  baseball trustno1 superman starwars welcome1 welcome123 letmein1 letmein123 admin123 administrator changeme changeme1
  michelle jennifer computer internet whatever samantha corvette mercedes maverick midnight abcd1234 abc12345 aaaaaaaa
  asdfghjk asdfghjkl 1q2w3e4r5t q1w2e3r4 zxcvbnm1 dragon123 monkey123 shadow123 master123 secret123 test1234 testtest
  default1 guest123 hello123 summer2024 summer2025 summer2026 winter2025 winter2026 liverpool chocolate butterfly`
    .split(/\s+/)
    .filter(Boolean),
)

/** 8 to 1,024 characters, any of them; only what every guesser tries first is refused (NIST SP 800-63B, 5.1.1.2). */
export const Password = z.string('Choose a password.').check(
  minLength(8, 'Use at least 8 characters.'),
  atMost(1024),
  refine<string>((value) => !COMMON.has(value.toLowerCase()), 'This is a very common password. Choose another.'),
)
