package dev.afterglow.capture.overhear;

import java.nio.channels.DatagramChannel;

/** Breaks: the service listens to datagrams itself. */
public record Overheard(DatagramChannel channel) {}
