/**
 * Xsens MVN.
 *
 * <p>Facts: the maker's specification of the network streaming protocol, revision N.
 */
@NullMarked
package dev.afterglow.codec.xsens;

import org.jspecify.annotations.NullMarked;
