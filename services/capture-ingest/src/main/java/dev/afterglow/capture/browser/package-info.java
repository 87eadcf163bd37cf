/**
 * The drive of a browser: the messages of {@code OpenDrive} over one WebSocket, as {@link
 * dev.afterglow.capture.browser.DriveSocket} describes.
 */
@NullMarked
package dev.afterglow.capture.browser;

import org.jspecify.annotations.NullMarked;
