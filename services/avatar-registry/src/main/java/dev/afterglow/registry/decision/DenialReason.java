package dev.afterglow.registry.decision;

/** One reason against a use. */
public enum DenialReason {
  /** No such licence. */
  LICENCE_MISSING,
  /** The licence was revoked. */
  LICENCE_REVOKED,
  /** Before its start. */
  LICENCE_NOT_STARTED,
  /** At or after its end. */
  LICENCE_EXPIRED,
  /** Another avatar, or the avatar's file has changed since. */
  AVATAR_MISMATCH,
  /** The file's own licence forbids commerce. */
  AVATAR_NOT_COMMERCIAL,
  /** The driver is not verified now. */
  DRIVER_NOT_VERIFIED,
  /** The licensor is not verified now. */
  LICENSOR_NOT_VERIFIED,
  /** The licence does not name the driver. */
  DRIVER_NOT_LICENSED,
  /** The licence does not allow the voice. */
  VOICE_NOT_LICENSED,
  /** The licence does not allow the motion. */
  MOTION_NOT_LICENSED,
  /** The licence does not allow the use. */
  USE_NOT_LICENSED,
  /** The licence does not allow the platform or account. */
  PLATFORM_NOT_LICENSED,
  /** The licence does not allow the territory. */
  TERRITORY_NOT_LICENSED,
  /** The licence does not allow the category, or denies it. */
  CATEGORY_NOT_LICENSED,
  /** As many rooms as allowed are on. */
  TOO_MANY_ROOMS,
  /** The platform's policy forbids this way of driving, or simulated people and consents. */
  PLATFORM_POLICY,
  /** No policy is known for the platform. */
  PLATFORM_UNKNOWN,
  /** The use leaves something unstated. */
  USE_INCOMPLETE,
  /** Within one of the licence's blackouts. */
  BLACKED_OUT,
  /** The licence's hours in these 24 are used up. */
  HOURS_USED_UP,
  /** The room was given to another worker under a newer term. */
  SUPERSEDED,
  /** A part that shows or sounds like somebody is another one than was licensed. */
  PARTS_CHANGED,
  /** A work of somebody else's is in the avatar, and no licence of theirs allows the use. */
  WORK_NOT_LICENSED,
  /** The platform's policy asks for a presence, and the driver did not prove one in time. */
  DRIVER_NOT_PRESENT
}
