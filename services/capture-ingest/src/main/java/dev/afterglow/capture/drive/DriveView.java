package dev.afterglow.capture.drive;

import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.session.DriveState;
import java.util.Optional;

/**
 * A drive session as its callers see it.
 *
 * @param kept who it is
 * @param state where it is in its life
 * @param channels what the samples of the last stream hold; empty before the first
 */
public record DriveView(DriveRecord kept, DriveState.Name state, Optional<Channels> channels) {}
