/**
 * The validator that every avatar file passes before anything else reads it.
 *
 * <p>{@link dev.afterglow.avatar.GlbValidator} takes the bytes of a GLB or VRM file and answers
 * with a {@link dev.afterglow.avatar.Verdict}: the file's facts, or the rule it broke. It is plain
 * Java, reads nothing outside the file and bounds its own time and memory by {@link
 * dev.afterglow.avatar.AvatarLimits}, so hostile input costs a refusal and nothing more.
 */
@NullMarked
package dev.afterglow.avatar;

import org.jspecify.annotations.NullMarked;
