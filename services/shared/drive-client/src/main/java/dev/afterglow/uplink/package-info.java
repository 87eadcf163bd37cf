/**
 * The device's side of {@code OpenDrive}: its clock, one connection, its samples in the words of
 * the contract, and what a broken connection means.
 */
@NullMarked
package dev.afterglow.uplink;

import org.jspecify.annotations.NullMarked;
