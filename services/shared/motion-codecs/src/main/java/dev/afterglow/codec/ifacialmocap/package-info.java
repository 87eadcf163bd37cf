/** iFacialMocap: text over UDP or TCP, and how a phone is asked for it. */
@NullMarked
package dev.afterglow.codec.ifacialmocap;

import org.jspecify.annotations.NullMarked;
