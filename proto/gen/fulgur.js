/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const fulgur = $root.fulgur = (() => {

    /**
     * Namespace fulgur.
     * @exports fulgur
     * @namespace
     */
    const fulgur = {};

    fulgur.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof fulgur
         * @namespace
         */
        const v1 = {};

        v1.AttentionCommand = (function() {

            /**
             * Properties of an AttentionCommand.
             * @typedef {Object} fulgur.v1.AttentionCommand.$Properties
             * @property {fulgur.v1.Submit.$Properties|null} [submit] AttentionCommand submit
             * @property {fulgur.v1.Cancel.$Properties|null} [cancel] AttentionCommand cancel
             * @property {"submit"|"cancel"} [command] AttentionCommand command
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AttentionCommand.
             * @memberof fulgur.v1
             * @interface IAttentionCommand
             * @augments fulgur.v1.AttentionCommand.$Properties
             * @deprecated Use fulgur.v1.AttentionCommand.$Properties instead.
             */

            /**
             * Narrowed shape of an AttentionCommand.
             * @typedef {{
             *   submit?: fulgur.v1.Submit.$Shape|null;
             *   cancel?: fulgur.v1.Cancel.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ command?: undefined; submit?: null; cancel?: null }|{ command?: "submit"; submit: fulgur.v1.Submit.$Shape; cancel?: null }|{ command?: "cancel"; submit?: null; cancel: fulgur.v1.Cancel.$Shape })
             * )} fulgur.v1.AttentionCommand.$Shape
             */

            /**
             * Constructs a new AttentionCommand.
             * @memberof fulgur.v1
             * @classdesc Represents an AttentionCommand.
             * @constructor
             * @param {fulgur.v1.AttentionCommand.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AttentionCommand = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AttentionCommand submit.
             * @member {fulgur.v1.Submit.$Properties|null|undefined} submit
             * @memberof fulgur.v1.AttentionCommand
             * @instance
             */
            AttentionCommand.prototype.submit = null;

            /**
             * AttentionCommand cancel.
             * @member {fulgur.v1.Cancel.$Properties|null|undefined} cancel
             * @memberof fulgur.v1.AttentionCommand
             * @instance
             */
            AttentionCommand.prototype.cancel = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * AttentionCommand command.
             * @member {"submit"|"cancel"|undefined} command
             * @memberof fulgur.v1.AttentionCommand
             * @instance
             */
            $Object.defineProperty(AttentionCommand.prototype, "command", {
                get: $util.oneOfGetter($oneOfFields = ["submit", "cancel"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new AttentionCommand instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.AttentionCommand
             * @static
             * @param {fulgur.v1.AttentionCommand.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.AttentionCommand} AttentionCommand instance
             * @type {{
             *   (properties: fulgur.v1.AttentionCommand.$Shape): fulgur.v1.AttentionCommand & fulgur.v1.AttentionCommand.$Shape;
             *   (properties?: fulgur.v1.AttentionCommand.$Properties): fulgur.v1.AttentionCommand;
             * }}
             */
            AttentionCommand.create = function(properties) {
                return new AttentionCommand(properties);
            };

            /**
             * Encodes the specified AttentionCommand message. Does not implicitly {@link fulgur.v1.AttentionCommand.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.AttentionCommand
             * @static
             * @param {fulgur.v1.AttentionCommand.$Properties} message AttentionCommand message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AttentionCommand.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.submit != null && $Object.hasOwnProperty.call(message, "submit"))
                    $root.fulgur.v1.Submit.encode(message.submit, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.cancel != null && $Object.hasOwnProperty.call(message, "cancel"))
                    $root.fulgur.v1.Cancel.encode(message.cancel, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AttentionCommand message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.AttentionCommand
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.AttentionCommand & fulgur.v1.AttentionCommand.$Shape} AttentionCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AttentionCommand.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.AttentionCommand();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.submit = $root.fulgur.v1.Submit.decode(reader, reader.size(), $undefined, _depth + 1, message.submit);
                            message.command = "submit";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.cancel = $root.fulgur.v1.Cancel.decode(reader, reader.size(), $undefined, _depth + 1, message.cancel);
                            message.command = "cancel";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AttentionCommand;
        })();

        v1.Submit = (function() {

            /**
             * Properties of a Submit.
             * @typedef {Object} fulgur.v1.Submit.$Properties
             * @property {string|null} [requestId] Submit requestId
             * @property {Array.<number>|null} [promptIds] Submit promptIds
             * @property {Array.<number>|null} [generatedIds] Submit generatedIds
             * @property {fulgur.v1.SamplingParams.$Properties|null} [sampling] Submit sampling
             * @property {number|null} [maxTokens] Submit maxTokens
             * @property {Array.<number>|null} [stopTokenIds] Submit stopTokenIds
             * @property {number|null} [topLogprobs] Submit topLogprobs
             * @property {Uint8Array|null} [cacheSalt] Submit cacheSalt
             * @property {number|null} [deadlineUnixMs] Submit deadlineUnixMs
             * @property {string|null} [traceparent] Submit traceparent
             * @property {string|null} [tenant] Submit tenant
             * @property {fulgur.v1.Priority|null} [priority] Submit priority
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Submit.
             * @memberof fulgur.v1
             * @interface ISubmit
             * @augments fulgur.v1.Submit.$Properties
             * @deprecated Use fulgur.v1.Submit.$Properties instead.
             */

            /**
             * Shape of a Submit.
             * @typedef {fulgur.v1.Submit.$Properties} fulgur.v1.Submit.$Shape
             */

            /**
             * Constructs a new Submit.
             * @memberof fulgur.v1
             * @classdesc Represents a Submit.
             * @constructor
             * @param {fulgur.v1.Submit.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Submit = function (properties) {
                this.promptIds = [];
                this.generatedIds = [];
                this.stopTokenIds = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Submit requestId.
             * @member {string} requestId
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.requestId = "";

            /**
             * Submit promptIds.
             * @member {Array.<number>} promptIds
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.promptIds = $util.emptyArray;

            /**
             * Submit generatedIds.
             * @member {Array.<number>} generatedIds
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.generatedIds = $util.emptyArray;

            /**
             * Submit sampling.
             * @member {fulgur.v1.SamplingParams.$Properties|null|undefined} sampling
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.sampling = null;

            /**
             * Submit maxTokens.
             * @member {number} maxTokens
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.maxTokens = 0;

            /**
             * Submit stopTokenIds.
             * @member {Array.<number>} stopTokenIds
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.stopTokenIds = $util.emptyArray;

            /**
             * Submit topLogprobs.
             * @member {number|null|undefined} topLogprobs
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.topLogprobs = null;

            /**
             * Submit cacheSalt.
             * @member {Uint8Array} cacheSalt
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.cacheSalt = $util.newBuffer([]);

            /**
             * Submit deadlineUnixMs.
             * @member {number} deadlineUnixMs
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.deadlineUnixMs = 0;

            /**
             * Submit traceparent.
             * @member {string} traceparent
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.traceparent = "";

            /**
             * Submit tenant.
             * @member {string} tenant
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.tenant = "";

            /**
             * Submit priority.
             * @member {fulgur.v1.Priority} priority
             * @memberof fulgur.v1.Submit
             * @instance
             */
            Submit.prototype.priority = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Submit.prototype, "_topLogprobs", {
                get: $util.oneOfGetter($oneOfFields = ["topLogprobs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Submit instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.Submit
             * @static
             * @param {fulgur.v1.Submit.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.Submit} Submit instance
             * @type {{
             *   (properties: fulgur.v1.Submit.$Shape): fulgur.v1.Submit & fulgur.v1.Submit.$Shape;
             *   (properties?: fulgur.v1.Submit.$Properties): fulgur.v1.Submit;
             * }}
             */
            Submit.create = function(properties) {
                return new Submit(properties);
            };

            /**
             * Encodes the specified Submit message. Does not implicitly {@link fulgur.v1.Submit.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.Submit
             * @static
             * @param {fulgur.v1.Submit.$Properties} message Submit message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Submit.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
                if (message.promptIds != null && message.promptIds.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).uint32s(message.promptIds);
                if (message.generatedIds != null && message.generatedIds.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.generatedIds);
                if (message.sampling != null && $Object.hasOwnProperty.call(message, "sampling"))
                    $root.fulgur.v1.SamplingParams.encode(message.sampling, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.maxTokens != null && $Object.hasOwnProperty.call(message, "maxTokens") && message.maxTokens !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.maxTokens);
                if (message.stopTokenIds != null && message.stopTokenIds.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).uint32s(message.stopTokenIds);
                if (message.topLogprobs != null && $Object.hasOwnProperty.call(message, "topLogprobs"))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.topLogprobs);
                if (message.cacheSalt != null && $Object.hasOwnProperty.call(message, "cacheSalt") && message.cacheSalt.length)
                    writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.cacheSalt);
                if (message.deadlineUnixMs != null && $Object.hasOwnProperty.call(message, "deadlineUnixMs") && !$Object.is(message.deadlineUnixMs, 0))
                    writer.uint32(/* id 9, wireType 1 =*/73).double(message.deadlineUnixMs);
                if (message.traceparent != null && $Object.hasOwnProperty.call(message, "traceparent") && message.traceparent !== "")
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.traceparent);
                if (message.tenant != null && $Object.hasOwnProperty.call(message, "tenant") && message.tenant !== "")
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.tenant);
                if (message.priority != null && $Object.hasOwnProperty.call(message, "priority") && message.priority !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).int32(message.priority);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Submit message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.Submit
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.Submit & fulgur.v1.Submit.$Shape} Submit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Submit.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.Submit();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.promptIds && message.promptIds.length))
                                    message.promptIds = [];
                                reader.uint32s(message.promptIds);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.promptIds && message.promptIds.length))
                                message.promptIds = [];
                            message.promptIds.push(reader.uint32());
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.generatedIds && message.generatedIds.length))
                                    message.generatedIds = [];
                                reader.uint32s(message.generatedIds);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.generatedIds && message.generatedIds.length))
                                message.generatedIds = [];
                            message.generatedIds.push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.sampling = $root.fulgur.v1.SamplingParams.decode(reader, reader.size(), $undefined, _depth + 1, message.sampling);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.maxTokens = value;
                            else
                                delete message.maxTokens;
                            continue;
                        }
                    case 6: {
                            if (wireType === 2) {
                                if (!(message.stopTokenIds && message.stopTokenIds.length))
                                    message.stopTokenIds = [];
                                reader.uint32s(message.stopTokenIds);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.stopTokenIds && message.stopTokenIds.length))
                                message.stopTokenIds = [];
                            message.stopTokenIds.push(reader.uint32());
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            message.topLogprobs = reader.uint32();
                            message._topLogprobs = "topLogprobs";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.cacheSalt = value;
                            else
                                delete message.cacheSalt;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.deadlineUnixMs = value;
                            else
                                delete message.deadlineUnixMs;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.traceparent = value;
                            else
                                delete message.traceparent;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.tenant = value;
                            else
                                delete message.tenant;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.priority = value;
                            else
                                delete message.priority;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Submit;
        })();

        v1.Cancel = (function() {

            /**
             * Properties of a Cancel.
             * @typedef {Object} fulgur.v1.Cancel.$Properties
             * @property {string|null} [requestId] Cancel requestId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Cancel.
             * @memberof fulgur.v1
             * @interface ICancel
             * @augments fulgur.v1.Cancel.$Properties
             * @deprecated Use fulgur.v1.Cancel.$Properties instead.
             */

            /**
             * Shape of a Cancel.
             * @typedef {fulgur.v1.Cancel.$Properties} fulgur.v1.Cancel.$Shape
             */

            /**
             * Constructs a new Cancel.
             * @memberof fulgur.v1
             * @classdesc Represents a Cancel.
             * @constructor
             * @param {fulgur.v1.Cancel.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Cancel = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Cancel requestId.
             * @member {string} requestId
             * @memberof fulgur.v1.Cancel
             * @instance
             */
            Cancel.prototype.requestId = "";

            /**
             * Creates a new Cancel instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.Cancel
             * @static
             * @param {fulgur.v1.Cancel.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.Cancel} Cancel instance
             * @type {{
             *   (properties: fulgur.v1.Cancel.$Shape): fulgur.v1.Cancel & fulgur.v1.Cancel.$Shape;
             *   (properties?: fulgur.v1.Cancel.$Properties): fulgur.v1.Cancel;
             * }}
             */
            Cancel.create = function(properties) {
                return new Cancel(properties);
            };

            /**
             * Encodes the specified Cancel message. Does not implicitly {@link fulgur.v1.Cancel.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.Cancel
             * @static
             * @param {fulgur.v1.Cancel.$Properties} message Cancel message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Cancel.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Cancel message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.Cancel
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.Cancel & fulgur.v1.Cancel.$Shape} Cancel
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Cancel.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.Cancel();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Cancel;
        })();

        v1.AttentionEvents = (function() {

            /**
             * Properties of an AttentionEvents.
             * @typedef {Object} fulgur.v1.AttentionEvents.$Properties
             * @property {Array.<fulgur.v1.TokenEvent.$Properties>|null} [tokens] AttentionEvents tokens
             * @property {Array.<fulgur.v1.FinishedEvent.$Properties>|null} [finished] AttentionEvents finished
             * @property {Array.<fulgur.v1.FailedEvent.$Properties>|null} [failed] AttentionEvents failed
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AttentionEvents.
             * @memberof fulgur.v1
             * @interface IAttentionEvents
             * @augments fulgur.v1.AttentionEvents.$Properties
             * @deprecated Use fulgur.v1.AttentionEvents.$Properties instead.
             */

            /**
             * Shape of an AttentionEvents.
             * @typedef {fulgur.v1.AttentionEvents.$Properties} fulgur.v1.AttentionEvents.$Shape
             */

            /**
             * Constructs a new AttentionEvents.
             * @memberof fulgur.v1
             * @classdesc Represents an AttentionEvents.
             * @constructor
             * @param {fulgur.v1.AttentionEvents.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AttentionEvents = function (properties) {
                this.tokens = [];
                this.finished = [];
                this.failed = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AttentionEvents tokens.
             * @member {Array.<fulgur.v1.TokenEvent.$Properties>} tokens
             * @memberof fulgur.v1.AttentionEvents
             * @instance
             */
            AttentionEvents.prototype.tokens = $util.emptyArray;

            /**
             * AttentionEvents finished.
             * @member {Array.<fulgur.v1.FinishedEvent.$Properties>} finished
             * @memberof fulgur.v1.AttentionEvents
             * @instance
             */
            AttentionEvents.prototype.finished = $util.emptyArray;

            /**
             * AttentionEvents failed.
             * @member {Array.<fulgur.v1.FailedEvent.$Properties>} failed
             * @memberof fulgur.v1.AttentionEvents
             * @instance
             */
            AttentionEvents.prototype.failed = $util.emptyArray;

            /**
             * Creates a new AttentionEvents instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.AttentionEvents
             * @static
             * @param {fulgur.v1.AttentionEvents.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.AttentionEvents} AttentionEvents instance
             * @type {{
             *   (properties: fulgur.v1.AttentionEvents.$Shape): fulgur.v1.AttentionEvents & fulgur.v1.AttentionEvents.$Shape;
             *   (properties?: fulgur.v1.AttentionEvents.$Properties): fulgur.v1.AttentionEvents;
             * }}
             */
            AttentionEvents.create = function(properties) {
                return new AttentionEvents(properties);
            };

            /**
             * Encodes the specified AttentionEvents message. Does not implicitly {@link fulgur.v1.AttentionEvents.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.AttentionEvents
             * @static
             * @param {fulgur.v1.AttentionEvents.$Properties} message AttentionEvents message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AttentionEvents.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.tokens != null && message.tokens.length)
                    for (let i = 0; i < message.tokens.length; ++i)
                        $root.fulgur.v1.TokenEvent.encode(message.tokens[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.finished != null && message.finished.length)
                    for (let i = 0; i < message.finished.length; ++i)
                        $root.fulgur.v1.FinishedEvent.encode(message.finished[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.failed != null && message.failed.length)
                    for (let i = 0; i < message.failed.length; ++i)
                        $root.fulgur.v1.FailedEvent.encode(message.failed[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AttentionEvents message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.AttentionEvents
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.AttentionEvents & fulgur.v1.AttentionEvents.$Shape} AttentionEvents
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AttentionEvents.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.AttentionEvents();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.tokens && message.tokens.length))
                                message.tokens = [];
                            message.tokens.push($root.fulgur.v1.TokenEvent.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.finished && message.finished.length))
                                message.finished = [];
                            message.finished.push($root.fulgur.v1.FinishedEvent.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.failed && message.failed.length))
                                message.failed = [];
                            message.failed.push($root.fulgur.v1.FailedEvent.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AttentionEvents;
        })();

        v1.TokenEvent = (function() {

            /**
             * Properties of a TokenEvent.
             * @typedef {Object} fulgur.v1.TokenEvent.$Properties
             * @property {string|null} [requestId] TokenEvent requestId
             * @property {number|null} [index] TokenEvent index
             * @property {fulgur.v1.TokenLogprobs.$Properties|null} [token] TokenEvent token
             * @property {number|null} [cachedTokens] TokenEvent cachedTokens
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TokenEvent.
             * @memberof fulgur.v1
             * @interface ITokenEvent
             * @augments fulgur.v1.TokenEvent.$Properties
             * @deprecated Use fulgur.v1.TokenEvent.$Properties instead.
             */

            /**
             * Shape of a TokenEvent.
             * @typedef {fulgur.v1.TokenEvent.$Properties} fulgur.v1.TokenEvent.$Shape
             */

            /**
             * Constructs a new TokenEvent.
             * @memberof fulgur.v1
             * @classdesc Represents a TokenEvent.
             * @constructor
             * @param {fulgur.v1.TokenEvent.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TokenEvent = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TokenEvent requestId.
             * @member {string} requestId
             * @memberof fulgur.v1.TokenEvent
             * @instance
             */
            TokenEvent.prototype.requestId = "";

            /**
             * TokenEvent index.
             * @member {number} index
             * @memberof fulgur.v1.TokenEvent
             * @instance
             */
            TokenEvent.prototype.index = 0;

            /**
             * TokenEvent token.
             * @member {fulgur.v1.TokenLogprobs.$Properties|null|undefined} token
             * @memberof fulgur.v1.TokenEvent
             * @instance
             */
            TokenEvent.prototype.token = null;

            /**
             * TokenEvent cachedTokens.
             * @member {number} cachedTokens
             * @memberof fulgur.v1.TokenEvent
             * @instance
             */
            TokenEvent.prototype.cachedTokens = 0;

            /**
             * Creates a new TokenEvent instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.TokenEvent
             * @static
             * @param {fulgur.v1.TokenEvent.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.TokenEvent} TokenEvent instance
             * @type {{
             *   (properties: fulgur.v1.TokenEvent.$Shape): fulgur.v1.TokenEvent & fulgur.v1.TokenEvent.$Shape;
             *   (properties?: fulgur.v1.TokenEvent.$Properties): fulgur.v1.TokenEvent;
             * }}
             */
            TokenEvent.create = function(properties) {
                return new TokenEvent(properties);
            };

            /**
             * Encodes the specified TokenEvent message. Does not implicitly {@link fulgur.v1.TokenEvent.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.TokenEvent
             * @static
             * @param {fulgur.v1.TokenEvent.$Properties} message TokenEvent message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TokenEvent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
                if (message.index != null && $Object.hasOwnProperty.call(message, "index") && message.index !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.index);
                if (message.token != null && $Object.hasOwnProperty.call(message, "token"))
                    $root.fulgur.v1.TokenLogprobs.encode(message.token, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.cachedTokens != null && $Object.hasOwnProperty.call(message, "cachedTokens") && message.cachedTokens !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.cachedTokens);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TokenEvent message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.TokenEvent
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.TokenEvent & fulgur.v1.TokenEvent.$Shape} TokenEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TokenEvent.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.TokenEvent();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.index = value;
                            else
                                delete message.index;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.token = $root.fulgur.v1.TokenLogprobs.decode(reader, reader.size(), $undefined, _depth + 1, message.token);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.cachedTokens = value;
                            else
                                delete message.cachedTokens;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TokenEvent;
        })();

        v1.FinishedEvent = (function() {

            /**
             * Properties of a FinishedEvent.
             * @typedef {Object} fulgur.v1.FinishedEvent.$Properties
             * @property {string|null} [requestId] FinishedEvent requestId
             * @property {fulgur.v1.FinishReason|null} [reason] FinishedEvent reason
             * @property {number|null} [cachedTokens] FinishedEvent cachedTokens
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a FinishedEvent.
             * @memberof fulgur.v1
             * @interface IFinishedEvent
             * @augments fulgur.v1.FinishedEvent.$Properties
             * @deprecated Use fulgur.v1.FinishedEvent.$Properties instead.
             */

            /**
             * Shape of a FinishedEvent.
             * @typedef {fulgur.v1.FinishedEvent.$Properties} fulgur.v1.FinishedEvent.$Shape
             */

            /**
             * Constructs a new FinishedEvent.
             * @memberof fulgur.v1
             * @classdesc Represents a FinishedEvent.
             * @constructor
             * @param {fulgur.v1.FinishedEvent.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const FinishedEvent = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * FinishedEvent requestId.
             * @member {string} requestId
             * @memberof fulgur.v1.FinishedEvent
             * @instance
             */
            FinishedEvent.prototype.requestId = "";

            /**
             * FinishedEvent reason.
             * @member {fulgur.v1.FinishReason} reason
             * @memberof fulgur.v1.FinishedEvent
             * @instance
             */
            FinishedEvent.prototype.reason = 0;

            /**
             * FinishedEvent cachedTokens.
             * @member {number} cachedTokens
             * @memberof fulgur.v1.FinishedEvent
             * @instance
             */
            FinishedEvent.prototype.cachedTokens = 0;

            /**
             * Creates a new FinishedEvent instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.FinishedEvent
             * @static
             * @param {fulgur.v1.FinishedEvent.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.FinishedEvent} FinishedEvent instance
             * @type {{
             *   (properties: fulgur.v1.FinishedEvent.$Shape): fulgur.v1.FinishedEvent & fulgur.v1.FinishedEvent.$Shape;
             *   (properties?: fulgur.v1.FinishedEvent.$Properties): fulgur.v1.FinishedEvent;
             * }}
             */
            FinishedEvent.create = function(properties) {
                return new FinishedEvent(properties);
            };

            /**
             * Encodes the specified FinishedEvent message. Does not implicitly {@link fulgur.v1.FinishedEvent.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.FinishedEvent
             * @static
             * @param {fulgur.v1.FinishedEvent.$Properties} message FinishedEvent message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            FinishedEvent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.reason);
                if (message.cachedTokens != null && $Object.hasOwnProperty.call(message, "cachedTokens") && message.cachedTokens !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.cachedTokens);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a FinishedEvent message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.FinishedEvent
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.FinishedEvent & fulgur.v1.FinishedEvent.$Shape} FinishedEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            FinishedEvent.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.FinishedEvent();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.cachedTokens = value;
                            else
                                delete message.cachedTokens;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return FinishedEvent;
        })();

        v1.FailedEvent = (function() {

            /**
             * Properties of a FailedEvent.
             * @typedef {Object} fulgur.v1.FailedEvent.$Properties
             * @property {string|null} [requestId] FailedEvent requestId
             * @property {number|null} [code] FailedEvent code
             * @property {string|null} [message] FailedEvent message
             * @property {boolean|null} [retryable] FailedEvent retryable
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a FailedEvent.
             * @memberof fulgur.v1
             * @interface IFailedEvent
             * @augments fulgur.v1.FailedEvent.$Properties
             * @deprecated Use fulgur.v1.FailedEvent.$Properties instead.
             */

            /**
             * Shape of a FailedEvent.
             * @typedef {fulgur.v1.FailedEvent.$Properties} fulgur.v1.FailedEvent.$Shape
             */

            /**
             * Constructs a new FailedEvent.
             * @memberof fulgur.v1
             * @classdesc Represents a FailedEvent.
             * @constructor
             * @param {fulgur.v1.FailedEvent.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const FailedEvent = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * FailedEvent requestId.
             * @member {string} requestId
             * @memberof fulgur.v1.FailedEvent
             * @instance
             */
            FailedEvent.prototype.requestId = "";

            /**
             * FailedEvent code.
             * @member {number} code
             * @memberof fulgur.v1.FailedEvent
             * @instance
             */
            FailedEvent.prototype.code = 0;

            /**
             * FailedEvent message.
             * @member {string} message
             * @memberof fulgur.v1.FailedEvent
             * @instance
             */
            FailedEvent.prototype.message = "";

            /**
             * FailedEvent retryable.
             * @member {boolean} retryable
             * @memberof fulgur.v1.FailedEvent
             * @instance
             */
            FailedEvent.prototype.retryable = false;

            /**
             * Creates a new FailedEvent instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.FailedEvent
             * @static
             * @param {fulgur.v1.FailedEvent.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.FailedEvent} FailedEvent instance
             * @type {{
             *   (properties: fulgur.v1.FailedEvent.$Shape): fulgur.v1.FailedEvent & fulgur.v1.FailedEvent.$Shape;
             *   (properties?: fulgur.v1.FailedEvent.$Properties): fulgur.v1.FailedEvent;
             * }}
             */
            FailedEvent.create = function(properties) {
                return new FailedEvent(properties);
            };

            /**
             * Encodes the specified FailedEvent message. Does not implicitly {@link fulgur.v1.FailedEvent.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.FailedEvent
             * @static
             * @param {fulgur.v1.FailedEvent.$Properties} message FailedEvent message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            FailedEvent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.code);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.message);
                if (message.retryable != null && $Object.hasOwnProperty.call(message, "retryable") && message.retryable !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.retryable);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a FailedEvent message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.FailedEvent
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.FailedEvent & fulgur.v1.FailedEvent.$Shape} FailedEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            FailedEvent.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.FailedEvent();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.retryable = value;
                            else
                                delete message.retryable;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return FailedEvent;
        })();

        v1.ListBlocksRequest = (function() {

            /**
             * Properties of a ListBlocksRequest.
             * @typedef {Object} fulgur.v1.ListBlocksRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListBlocksRequest.
             * @memberof fulgur.v1
             * @interface IListBlocksRequest
             * @augments fulgur.v1.ListBlocksRequest.$Properties
             * @deprecated Use fulgur.v1.ListBlocksRequest.$Properties instead.
             */

            /**
             * Shape of a ListBlocksRequest.
             * @typedef {fulgur.v1.ListBlocksRequest.$Properties} fulgur.v1.ListBlocksRequest.$Shape
             */

            /**
             * Constructs a new ListBlocksRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a ListBlocksRequest.
             * @constructor
             * @param {fulgur.v1.ListBlocksRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListBlocksRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new ListBlocksRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ListBlocksRequest
             * @static
             * @param {fulgur.v1.ListBlocksRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ListBlocksRequest} ListBlocksRequest instance
             * @type {{
             *   (properties: fulgur.v1.ListBlocksRequest.$Shape): fulgur.v1.ListBlocksRequest & fulgur.v1.ListBlocksRequest.$Shape;
             *   (properties?: fulgur.v1.ListBlocksRequest.$Properties): fulgur.v1.ListBlocksRequest;
             * }}
             */
            ListBlocksRequest.create = function(properties) {
                return new ListBlocksRequest(properties);
            };

            /**
             * Encodes the specified ListBlocksRequest message. Does not implicitly {@link fulgur.v1.ListBlocksRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ListBlocksRequest
             * @static
             * @param {fulgur.v1.ListBlocksRequest.$Properties} message ListBlocksRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListBlocksRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListBlocksRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ListBlocksRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ListBlocksRequest & fulgur.v1.ListBlocksRequest.$Shape} ListBlocksRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListBlocksRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ListBlocksRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListBlocksRequest;
        })();

        v1.BlockSnapshot = (function() {

            /**
             * Properties of a BlockSnapshot.
             * @typedef {Object} fulgur.v1.BlockSnapshot.$Properties
             * @property {number|null} [sequence] BlockSnapshot sequence
             * @property {Uint8Array|null} [keys] BlockSnapshot keys
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a BlockSnapshot.
             * @memberof fulgur.v1
             * @interface IBlockSnapshot
             * @augments fulgur.v1.BlockSnapshot.$Properties
             * @deprecated Use fulgur.v1.BlockSnapshot.$Properties instead.
             */

            /**
             * Shape of a BlockSnapshot.
             * @typedef {fulgur.v1.BlockSnapshot.$Properties} fulgur.v1.BlockSnapshot.$Shape
             */

            /**
             * Constructs a new BlockSnapshot.
             * @memberof fulgur.v1
             * @classdesc Represents a BlockSnapshot.
             * @constructor
             * @param {fulgur.v1.BlockSnapshot.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const BlockSnapshot = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * BlockSnapshot sequence.
             * @member {number} sequence
             * @memberof fulgur.v1.BlockSnapshot
             * @instance
             */
            BlockSnapshot.prototype.sequence = 0;

            /**
             * BlockSnapshot keys.
             * @member {Uint8Array} keys
             * @memberof fulgur.v1.BlockSnapshot
             * @instance
             */
            BlockSnapshot.prototype.keys = $util.newBuffer([]);

            /**
             * Creates a new BlockSnapshot instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.BlockSnapshot
             * @static
             * @param {fulgur.v1.BlockSnapshot.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.BlockSnapshot} BlockSnapshot instance
             * @type {{
             *   (properties: fulgur.v1.BlockSnapshot.$Shape): fulgur.v1.BlockSnapshot & fulgur.v1.BlockSnapshot.$Shape;
             *   (properties?: fulgur.v1.BlockSnapshot.$Properties): fulgur.v1.BlockSnapshot;
             * }}
             */
            BlockSnapshot.create = function(properties) {
                return new BlockSnapshot(properties);
            };

            /**
             * Encodes the specified BlockSnapshot message. Does not implicitly {@link fulgur.v1.BlockSnapshot.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.BlockSnapshot
             * @static
             * @param {fulgur.v1.BlockSnapshot.$Properties} message BlockSnapshot message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            BlockSnapshot.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.sequence);
                if (message.keys != null && $Object.hasOwnProperty.call(message, "keys") && message.keys.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.keys);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a BlockSnapshot message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.BlockSnapshot
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.BlockSnapshot & fulgur.v1.BlockSnapshot.$Shape} BlockSnapshot
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            BlockSnapshot.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.BlockSnapshot();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.keys = value;
                            else
                                delete message.keys;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return BlockSnapshot;
        })();

        v1.GenerateRequest = (function() {

            /**
             * Properties of a GenerateRequest.
             * @typedef {Object} fulgur.v1.GenerateRequest.$Properties
             * @property {string|null} [model] GenerateRequest model
             * @property {string|null} [text] GenerateRequest text
             * @property {fulgur.v1.TokenIds.$Properties|null} [tokenIds] GenerateRequest tokenIds
             * @property {fulgur.v1.ChatMessages.$Properties|null} [chat] GenerateRequest chat
             * @property {fulgur.v1.SamplingParams.$Properties|null} [sampling] GenerateRequest sampling
             * @property {number|null} [maxTokens] GenerateRequest maxTokens
             * @property {Array.<string>|null} [stop] GenerateRequest stop
             * @property {number|null} [n] GenerateRequest n
             * @property {number|null} [topLogprobs] GenerateRequest topLogprobs
             * @property {string|null} [user] GenerateRequest user
             * @property {fulgur.v1.Priority|null} [priority] GenerateRequest priority
             * @property {"text"|"tokenIds"|"chat"} [prompt] GenerateRequest prompt
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GenerateRequest.
             * @memberof fulgur.v1
             * @interface IGenerateRequest
             * @augments fulgur.v1.GenerateRequest.$Properties
             * @deprecated Use fulgur.v1.GenerateRequest.$Properties instead.
             */

            /**
             * Narrowed shape of a GenerateRequest.
             * @typedef {{
             *   model?: string|null;
             *   text?: string|null;
             *   tokenIds?: fulgur.v1.TokenIds.$Shape|null;
             *   chat?: fulgur.v1.ChatMessages.$Shape|null;
             *   sampling?: fulgur.v1.SamplingParams.$Shape|null;
             *   maxTokens?: number|null;
             *   stop?: Array.<string>|null;
             *   n?: number|null;
             *   topLogprobs?: number|null;
             *   user?: string|null;
             *   priority?: fulgur.v1.Priority|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ prompt?: undefined; text?: null; tokenIds?: null; chat?: null }|{ prompt?: "text"; text: string; tokenIds?: null; chat?: null }|{ prompt?: "tokenIds"; text?: null; tokenIds: fulgur.v1.TokenIds.$Shape; chat?: null }|{ prompt?: "chat"; text?: null; tokenIds?: null; chat: fulgur.v1.ChatMessages.$Shape })
             * )} fulgur.v1.GenerateRequest.$Shape
             */

            /**
             * Constructs a new GenerateRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a GenerateRequest.
             * @constructor
             * @param {fulgur.v1.GenerateRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GenerateRequest = function (properties) {
                this.stop = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GenerateRequest model.
             * @member {string} model
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.model = "";

            /**
             * GenerateRequest text.
             * @member {string|null|undefined} text
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.text = null;

            /**
             * GenerateRequest tokenIds.
             * @member {fulgur.v1.TokenIds.$Properties|null|undefined} tokenIds
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.tokenIds = null;

            /**
             * GenerateRequest chat.
             * @member {fulgur.v1.ChatMessages.$Properties|null|undefined} chat
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.chat = null;

            /**
             * GenerateRequest sampling.
             * @member {fulgur.v1.SamplingParams.$Properties|null|undefined} sampling
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.sampling = null;

            /**
             * GenerateRequest maxTokens.
             * @member {number|null|undefined} maxTokens
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.maxTokens = null;

            /**
             * GenerateRequest stop.
             * @member {Array.<string>} stop
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.stop = $util.emptyArray;

            /**
             * GenerateRequest n.
             * @member {number|null|undefined} n
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.n = null;

            /**
             * GenerateRequest topLogprobs.
             * @member {number|null|undefined} topLogprobs
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.topLogprobs = null;

            /**
             * GenerateRequest user.
             * @member {string} user
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.user = "";

            /**
             * GenerateRequest priority.
             * @member {fulgur.v1.Priority} priority
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.priority = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * GenerateRequest prompt.
             * @member {"text"|"tokenIds"|"chat"|undefined} prompt
             * @memberof fulgur.v1.GenerateRequest
             * @instance
             */
            $Object.defineProperty(GenerateRequest.prototype, "prompt", {
                get: $util.oneOfGetter($oneOfFields = ["text", "tokenIds", "chat"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(GenerateRequest.prototype, "_maxTokens", {
                get: $util.oneOfGetter($oneOfFields = ["maxTokens"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(GenerateRequest.prototype, "_n", {
                get: $util.oneOfGetter($oneOfFields = ["n"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(GenerateRequest.prototype, "_topLogprobs", {
                get: $util.oneOfGetter($oneOfFields = ["topLogprobs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new GenerateRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.GenerateRequest
             * @static
             * @param {fulgur.v1.GenerateRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.GenerateRequest} GenerateRequest instance
             * @type {{
             *   (properties: fulgur.v1.GenerateRequest.$Shape): fulgur.v1.GenerateRequest & fulgur.v1.GenerateRequest.$Shape;
             *   (properties?: fulgur.v1.GenerateRequest.$Properties): fulgur.v1.GenerateRequest;
             * }}
             */
            GenerateRequest.create = function(properties) {
                return new GenerateRequest(properties);
            };

            /**
             * Encodes the specified GenerateRequest message. Does not implicitly {@link fulgur.v1.GenerateRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.GenerateRequest
             * @static
             * @param {fulgur.v1.GenerateRequest.$Properties} message GenerateRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GenerateRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.model != null && $Object.hasOwnProperty.call(message, "model") && message.model !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.model);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.text);
                if (message.tokenIds != null && $Object.hasOwnProperty.call(message, "tokenIds"))
                    $root.fulgur.v1.TokenIds.encode(message.tokenIds, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.chat != null && $Object.hasOwnProperty.call(message, "chat"))
                    $root.fulgur.v1.ChatMessages.encode(message.chat, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.sampling != null && $Object.hasOwnProperty.call(message, "sampling"))
                    $root.fulgur.v1.SamplingParams.encode(message.sampling, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.maxTokens != null && $Object.hasOwnProperty.call(message, "maxTokens"))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.maxTokens);
                if (message.stop != null && message.stop.length)
                    for (let i = 0; i < message.stop.length; ++i)
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.stop[i]);
                if (message.n != null && $Object.hasOwnProperty.call(message, "n"))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.n);
                if (message.topLogprobs != null && $Object.hasOwnProperty.call(message, "topLogprobs"))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.topLogprobs);
                if (message.user != null && $Object.hasOwnProperty.call(message, "user") && message.user !== "")
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.user);
                if (message.priority != null && $Object.hasOwnProperty.call(message, "priority") && message.priority !== 0)
                    writer.uint32(/* id 11, wireType 0 =*/88).int32(message.priority);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GenerateRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.GenerateRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.GenerateRequest & fulgur.v1.GenerateRequest.$Shape} GenerateRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GenerateRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.GenerateRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.model = value;
                            else
                                delete message.model;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.text = reader.stringVerify();
                            message.prompt = "text";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.tokenIds = $root.fulgur.v1.TokenIds.decode(reader, reader.size(), $undefined, _depth + 1, message.tokenIds);
                            message.prompt = "tokenIds";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.chat = $root.fulgur.v1.ChatMessages.decode(reader, reader.size(), $undefined, _depth + 1, message.chat);
                            message.prompt = "chat";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.sampling = $root.fulgur.v1.SamplingParams.decode(reader, reader.size(), $undefined, _depth + 1, message.sampling);
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            message.maxTokens = reader.uint32();
                            message._maxTokens = "maxTokens";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.stop && message.stop.length))
                                message.stop = [];
                            message.stop.push(reader.stringVerify());
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            message.n = reader.uint32();
                            message._n = "n";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            message.topLogprobs = reader.uint32();
                            message._topLogprobs = "topLogprobs";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.user = value;
                            else
                                delete message.user;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.priority = value;
                            else
                                delete message.priority;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GenerateRequest;
        })();

        /**
         * Priority enum.
         * @name fulgur.v1.Priority
         * @enum {number}
         * @property {number} PRIORITY_NORMAL=0 PRIORITY_NORMAL value
         * @property {number} PRIORITY_HIGH=1 PRIORITY_HIGH value
         * @property {number} PRIORITY_LOW=2 PRIORITY_LOW value
         */
        v1.Priority = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "PRIORITY_NORMAL"] = 0;
            values[valuesById[1] = "PRIORITY_HIGH"] = 1;
            values[valuesById[2] = "PRIORITY_LOW"] = 2;
            return values;
        })();

        v1.TokenIds = (function() {

            /**
             * Properties of a TokenIds.
             * @typedef {Object} fulgur.v1.TokenIds.$Properties
             * @property {Array.<number>|null} [ids] TokenIds ids
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TokenIds.
             * @memberof fulgur.v1
             * @interface ITokenIds
             * @augments fulgur.v1.TokenIds.$Properties
             * @deprecated Use fulgur.v1.TokenIds.$Properties instead.
             */

            /**
             * Shape of a TokenIds.
             * @typedef {fulgur.v1.TokenIds.$Properties} fulgur.v1.TokenIds.$Shape
             */

            /**
             * Constructs a new TokenIds.
             * @memberof fulgur.v1
             * @classdesc Represents a TokenIds.
             * @constructor
             * @param {fulgur.v1.TokenIds.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TokenIds = function (properties) {
                this.ids = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TokenIds ids.
             * @member {Array.<number>} ids
             * @memberof fulgur.v1.TokenIds
             * @instance
             */
            TokenIds.prototype.ids = $util.emptyArray;

            /**
             * Creates a new TokenIds instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.TokenIds
             * @static
             * @param {fulgur.v1.TokenIds.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.TokenIds} TokenIds instance
             * @type {{
             *   (properties: fulgur.v1.TokenIds.$Shape): fulgur.v1.TokenIds & fulgur.v1.TokenIds.$Shape;
             *   (properties?: fulgur.v1.TokenIds.$Properties): fulgur.v1.TokenIds;
             * }}
             */
            TokenIds.create = function(properties) {
                return new TokenIds(properties);
            };

            /**
             * Encodes the specified TokenIds message. Does not implicitly {@link fulgur.v1.TokenIds.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.TokenIds
             * @static
             * @param {fulgur.v1.TokenIds.$Properties} message TokenIds message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TokenIds.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.ids != null && message.ids.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).uint32s(message.ids);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TokenIds message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.TokenIds
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.TokenIds & fulgur.v1.TokenIds.$Shape} TokenIds
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TokenIds.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.TokenIds();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType === 2) {
                                if (!(message.ids && message.ids.length))
                                    message.ids = [];
                                reader.uint32s(message.ids);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.ids && message.ids.length))
                                message.ids = [];
                            message.ids.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TokenIds;
        })();

        v1.ChatMessages = (function() {

            /**
             * Properties of a ChatMessages.
             * @typedef {Object} fulgur.v1.ChatMessages.$Properties
             * @property {Array.<fulgur.v1.ChatMessage.$Properties>|null} [messages] ChatMessages messages
             * @property {Array.<fulgur.v1.Tool.$Properties>|null} [tools] ChatMessages tools
             * @property {fulgur.v1.ToolChoice.$Properties|null} [toolChoice] ChatMessages toolChoice
             * @property {boolean|null} [parallelToolCalls] ChatMessages parallelToolCalls
             * @property {string|null} [reasoningEffort] ChatMessages reasoningEffort
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ChatMessages.
             * @memberof fulgur.v1
             * @interface IChatMessages
             * @augments fulgur.v1.ChatMessages.$Properties
             * @deprecated Use fulgur.v1.ChatMessages.$Properties instead.
             */

            /**
             * Shape of a ChatMessages.
             * @typedef {{
             *   messages?: Array.<fulgur.v1.ChatMessage.$Shape>|null;
             *   tools?: Array.<fulgur.v1.Tool.$Shape>|null;
             *   toolChoice?: fulgur.v1.ToolChoice.$Shape|null;
             *   parallelToolCalls?: boolean|null;
             *   reasoningEffort?: string|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} fulgur.v1.ChatMessages.$Shape
             */

            /**
             * Constructs a new ChatMessages.
             * @memberof fulgur.v1
             * @classdesc Represents a ChatMessages.
             * @constructor
             * @param {fulgur.v1.ChatMessages.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ChatMessages = function (properties) {
                this.messages = [];
                this.tools = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ChatMessages messages.
             * @member {Array.<fulgur.v1.ChatMessage.$Properties>} messages
             * @memberof fulgur.v1.ChatMessages
             * @instance
             */
            ChatMessages.prototype.messages = $util.emptyArray;

            /**
             * ChatMessages tools.
             * @member {Array.<fulgur.v1.Tool.$Properties>} tools
             * @memberof fulgur.v1.ChatMessages
             * @instance
             */
            ChatMessages.prototype.tools = $util.emptyArray;

            /**
             * ChatMessages toolChoice.
             * @member {fulgur.v1.ToolChoice.$Properties|null|undefined} toolChoice
             * @memberof fulgur.v1.ChatMessages
             * @instance
             */
            ChatMessages.prototype.toolChoice = null;

            /**
             * ChatMessages parallelToolCalls.
             * @member {boolean|null|undefined} parallelToolCalls
             * @memberof fulgur.v1.ChatMessages
             * @instance
             */
            ChatMessages.prototype.parallelToolCalls = null;

            /**
             * ChatMessages reasoningEffort.
             * @member {string} reasoningEffort
             * @memberof fulgur.v1.ChatMessages
             * @instance
             */
            ChatMessages.prototype.reasoningEffort = "";

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ChatMessages.prototype, "_parallelToolCalls", {
                get: $util.oneOfGetter($oneOfFields = ["parallelToolCalls"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new ChatMessages instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ChatMessages
             * @static
             * @param {fulgur.v1.ChatMessages.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ChatMessages} ChatMessages instance
             * @type {{
             *   (properties: fulgur.v1.ChatMessages.$Shape): fulgur.v1.ChatMessages & fulgur.v1.ChatMessages.$Shape;
             *   (properties?: fulgur.v1.ChatMessages.$Properties): fulgur.v1.ChatMessages;
             * }}
             */
            ChatMessages.create = function(properties) {
                return new ChatMessages(properties);
            };

            /**
             * Encodes the specified ChatMessages message. Does not implicitly {@link fulgur.v1.ChatMessages.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ChatMessages
             * @static
             * @param {fulgur.v1.ChatMessages.$Properties} message ChatMessages message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ChatMessages.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.messages != null && message.messages.length)
                    for (let i = 0; i < message.messages.length; ++i)
                        $root.fulgur.v1.ChatMessage.encode(message.messages[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.tools != null && message.tools.length)
                    for (let i = 0; i < message.tools.length; ++i)
                        $root.fulgur.v1.Tool.encode(message.tools[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.toolChoice != null && $Object.hasOwnProperty.call(message, "toolChoice"))
                    $root.fulgur.v1.ToolChoice.encode(message.toolChoice, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.parallelToolCalls != null && $Object.hasOwnProperty.call(message, "parallelToolCalls"))
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.parallelToolCalls);
                if (message.reasoningEffort != null && $Object.hasOwnProperty.call(message, "reasoningEffort") && message.reasoningEffort !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.reasoningEffort);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ChatMessages message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ChatMessages
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ChatMessages & fulgur.v1.ChatMessages.$Shape} ChatMessages
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ChatMessages.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ChatMessages();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.messages && message.messages.length))
                                message.messages = [];
                            message.messages.push($root.fulgur.v1.ChatMessage.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.tools && message.tools.length))
                                message.tools = [];
                            message.tools.push($root.fulgur.v1.Tool.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.toolChoice = $root.fulgur.v1.ToolChoice.decode(reader, reader.size(), $undefined, _depth + 1, message.toolChoice);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.parallelToolCalls = reader.bool();
                            message._parallelToolCalls = "parallelToolCalls";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reasoningEffort = value;
                            else
                                delete message.reasoningEffort;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ChatMessages;
        })();

        v1.ChatMessage = (function() {

            /**
             * Properties of a ChatMessage.
             * @typedef {Object} fulgur.v1.ChatMessage.$Properties
             * @property {string|null} [role] ChatMessage role
             * @property {string|null} [content] ChatMessage content
             * @property {string|null} [reasoning] ChatMessage reasoning
             * @property {Array.<fulgur.v1.ToolCall.$Properties>|null} [toolCalls] ChatMessage toolCalls
             * @property {string|null} [toolCallId] ChatMessage toolCallId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ChatMessage.
             * @memberof fulgur.v1
             * @interface IChatMessage
             * @augments fulgur.v1.ChatMessage.$Properties
             * @deprecated Use fulgur.v1.ChatMessage.$Properties instead.
             */

            /**
             * Shape of a ChatMessage.
             * @typedef {fulgur.v1.ChatMessage.$Properties} fulgur.v1.ChatMessage.$Shape
             */

            /**
             * Constructs a new ChatMessage.
             * @memberof fulgur.v1
             * @classdesc Represents a ChatMessage.
             * @constructor
             * @param {fulgur.v1.ChatMessage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ChatMessage = function (properties) {
                this.toolCalls = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ChatMessage role.
             * @member {string} role
             * @memberof fulgur.v1.ChatMessage
             * @instance
             */
            ChatMessage.prototype.role = "";

            /**
             * ChatMessage content.
             * @member {string} content
             * @memberof fulgur.v1.ChatMessage
             * @instance
             */
            ChatMessage.prototype.content = "";

            /**
             * ChatMessage reasoning.
             * @member {string} reasoning
             * @memberof fulgur.v1.ChatMessage
             * @instance
             */
            ChatMessage.prototype.reasoning = "";

            /**
             * ChatMessage toolCalls.
             * @member {Array.<fulgur.v1.ToolCall.$Properties>} toolCalls
             * @memberof fulgur.v1.ChatMessage
             * @instance
             */
            ChatMessage.prototype.toolCalls = $util.emptyArray;

            /**
             * ChatMessage toolCallId.
             * @member {string} toolCallId
             * @memberof fulgur.v1.ChatMessage
             * @instance
             */
            ChatMessage.prototype.toolCallId = "";

            /**
             * Creates a new ChatMessage instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ChatMessage
             * @static
             * @param {fulgur.v1.ChatMessage.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ChatMessage} ChatMessage instance
             * @type {{
             *   (properties: fulgur.v1.ChatMessage.$Shape): fulgur.v1.ChatMessage & fulgur.v1.ChatMessage.$Shape;
             *   (properties?: fulgur.v1.ChatMessage.$Properties): fulgur.v1.ChatMessage;
             * }}
             */
            ChatMessage.create = function(properties) {
                return new ChatMessage(properties);
            };

            /**
             * Encodes the specified ChatMessage message. Does not implicitly {@link fulgur.v1.ChatMessage.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ChatMessage
             * @static
             * @param {fulgur.v1.ChatMessage.$Properties} message ChatMessage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ChatMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.role);
                if (message.content != null && $Object.hasOwnProperty.call(message, "content") && message.content !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.content);
                if (message.reasoning != null && $Object.hasOwnProperty.call(message, "reasoning") && message.reasoning !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.reasoning);
                if (message.toolCalls != null && message.toolCalls.length)
                    for (let i = 0; i < message.toolCalls.length; ++i)
                        $root.fulgur.v1.ToolCall.encode(message.toolCalls[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.toolCallId != null && $Object.hasOwnProperty.call(message, "toolCallId") && message.toolCallId !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.toolCallId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ChatMessage message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ChatMessage
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ChatMessage & fulgur.v1.ChatMessage.$Shape} ChatMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ChatMessage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ChatMessage();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.role = value;
                            else
                                delete message.role;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.content = value;
                            else
                                delete message.content;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reasoning = value;
                            else
                                delete message.reasoning;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.toolCalls && message.toolCalls.length))
                                message.toolCalls = [];
                            message.toolCalls.push($root.fulgur.v1.ToolCall.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.toolCallId = value;
                            else
                                delete message.toolCallId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ChatMessage;
        })();

        v1.Tool = (function() {

            /**
             * Properties of a Tool.
             * @typedef {Object} fulgur.v1.Tool.$Properties
             * @property {string|null} [name] Tool name
             * @property {string|null} [description] Tool description
             * @property {string|null} [parametersJson] Tool parametersJson
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Tool.
             * @memberof fulgur.v1
             * @interface ITool
             * @augments fulgur.v1.Tool.$Properties
             * @deprecated Use fulgur.v1.Tool.$Properties instead.
             */

            /**
             * Shape of a Tool.
             * @typedef {fulgur.v1.Tool.$Properties} fulgur.v1.Tool.$Shape
             */

            /**
             * Constructs a new Tool.
             * @memberof fulgur.v1
             * @classdesc Represents a Tool.
             * @constructor
             * @param {fulgur.v1.Tool.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Tool = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Tool name.
             * @member {string} name
             * @memberof fulgur.v1.Tool
             * @instance
             */
            Tool.prototype.name = "";

            /**
             * Tool description.
             * @member {string} description
             * @memberof fulgur.v1.Tool
             * @instance
             */
            Tool.prototype.description = "";

            /**
             * Tool parametersJson.
             * @member {string} parametersJson
             * @memberof fulgur.v1.Tool
             * @instance
             */
            Tool.prototype.parametersJson = "";

            /**
             * Creates a new Tool instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.Tool
             * @static
             * @param {fulgur.v1.Tool.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.Tool} Tool instance
             * @type {{
             *   (properties: fulgur.v1.Tool.$Shape): fulgur.v1.Tool & fulgur.v1.Tool.$Shape;
             *   (properties?: fulgur.v1.Tool.$Properties): fulgur.v1.Tool;
             * }}
             */
            Tool.create = function(properties) {
                return new Tool(properties);
            };

            /**
             * Encodes the specified Tool message. Does not implicitly {@link fulgur.v1.Tool.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.Tool
             * @static
             * @param {fulgur.v1.Tool.$Properties} message Tool message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Tool.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.description);
                if (message.parametersJson != null && $Object.hasOwnProperty.call(message, "parametersJson") && message.parametersJson !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.parametersJson);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Tool message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.Tool
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.Tool & fulgur.v1.Tool.$Shape} Tool
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Tool.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.Tool();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.description = value;
                            else
                                delete message.description;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.parametersJson = value;
                            else
                                delete message.parametersJson;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Tool;
        })();

        v1.ToolCall = (function() {

            /**
             * Properties of a ToolCall.
             * @typedef {Object} fulgur.v1.ToolCall.$Properties
             * @property {string|null} [id] ToolCall id
             * @property {string|null} [name] ToolCall name
             * @property {string|null} ["arguments"] ToolCall arguments
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ToolCall.
             * @memberof fulgur.v1
             * @interface IToolCall
             * @augments fulgur.v1.ToolCall.$Properties
             * @deprecated Use fulgur.v1.ToolCall.$Properties instead.
             */

            /**
             * Shape of a ToolCall.
             * @typedef {fulgur.v1.ToolCall.$Properties} fulgur.v1.ToolCall.$Shape
             */

            /**
             * Constructs a new ToolCall.
             * @memberof fulgur.v1
             * @classdesc Represents a ToolCall.
             * @constructor
             * @param {fulgur.v1.ToolCall.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ToolCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ToolCall id.
             * @member {string} id
             * @memberof fulgur.v1.ToolCall
             * @instance
             */
            ToolCall.prototype.id = "";

            /**
             * ToolCall name.
             * @member {string} name
             * @memberof fulgur.v1.ToolCall
             * @instance
             */
            ToolCall.prototype.name = "";

            /**
             * ToolCall arguments.
             * @member {string} arguments
             * @memberof fulgur.v1.ToolCall
             * @instance
             */
            ToolCall.prototype["arguments"] = "";

            /**
             * Creates a new ToolCall instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ToolCall
             * @static
             * @param {fulgur.v1.ToolCall.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ToolCall} ToolCall instance
             * @type {{
             *   (properties: fulgur.v1.ToolCall.$Shape): fulgur.v1.ToolCall & fulgur.v1.ToolCall.$Shape;
             *   (properties?: fulgur.v1.ToolCall.$Properties): fulgur.v1.ToolCall;
             * }}
             */
            ToolCall.create = function(properties) {
                return new ToolCall(properties);
            };

            /**
             * Encodes the specified ToolCall message. Does not implicitly {@link fulgur.v1.ToolCall.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ToolCall
             * @static
             * @param {fulgur.v1.ToolCall.$Properties} message ToolCall message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ToolCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                if (message["arguments"] != null && $Object.hasOwnProperty.call(message, "arguments") && message["arguments"] !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message["arguments"]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ToolCall message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ToolCall
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ToolCall & fulgur.v1.ToolCall.$Shape} ToolCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ToolCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ToolCall();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message["arguments"] = value;
                            else
                                delete message["arguments"];
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ToolCall;
        })();

        v1.ToolChoice = (function() {

            /**
             * Properties of a ToolChoice.
             * @typedef {Object} fulgur.v1.ToolChoice.$Properties
             * @property {boolean|null} [none] ToolChoice none
             * @property {boolean|null} [required] ToolChoice required
             * @property {string|null} ["function"] ToolChoice function
             * @property {"none"|"required"|"function"} [choice] ToolChoice choice
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ToolChoice.
             * @memberof fulgur.v1
             * @interface IToolChoice
             * @augments fulgur.v1.ToolChoice.$Properties
             * @deprecated Use fulgur.v1.ToolChoice.$Properties instead.
             */

            /**
             * Narrowed shape of a ToolChoice.
             * @typedef {{
             *   none?: boolean|null;
             *   required?: boolean|null;
             *   "function"?: string|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ choice?: undefined; none?: null; required?: null; "function"?: null }|{ choice?: "none"; none: boolean; required?: null; "function"?: null }|{ choice?: "required"; none?: null; required: boolean; "function"?: null }|{ choice?: "function"; none?: null; required?: null; "function": string })
             * )} fulgur.v1.ToolChoice.$Shape
             */

            /**
             * Constructs a new ToolChoice.
             * @memberof fulgur.v1
             * @classdesc Represents a ToolChoice.
             * @constructor
             * @param {fulgur.v1.ToolChoice.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ToolChoice = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ToolChoice none.
             * @member {boolean|null|undefined} none
             * @memberof fulgur.v1.ToolChoice
             * @instance
             */
            ToolChoice.prototype.none = null;

            /**
             * ToolChoice required.
             * @member {boolean|null|undefined} required
             * @memberof fulgur.v1.ToolChoice
             * @instance
             */
            ToolChoice.prototype.required = null;

            /**
             * ToolChoice function.
             * @member {string|null|undefined} function
             * @memberof fulgur.v1.ToolChoice
             * @instance
             */
            ToolChoice.prototype["function"] = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * ToolChoice choice.
             * @member {"none"|"required"|"function"|undefined} choice
             * @memberof fulgur.v1.ToolChoice
             * @instance
             */
            $Object.defineProperty(ToolChoice.prototype, "choice", {
                get: $util.oneOfGetter($oneOfFields = ["none", "required", "function"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new ToolChoice instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ToolChoice
             * @static
             * @param {fulgur.v1.ToolChoice.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ToolChoice} ToolChoice instance
             * @type {{
             *   (properties: fulgur.v1.ToolChoice.$Shape): fulgur.v1.ToolChoice & fulgur.v1.ToolChoice.$Shape;
             *   (properties?: fulgur.v1.ToolChoice.$Properties): fulgur.v1.ToolChoice;
             * }}
             */
            ToolChoice.create = function(properties) {
                return new ToolChoice(properties);
            };

            /**
             * Encodes the specified ToolChoice message. Does not implicitly {@link fulgur.v1.ToolChoice.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ToolChoice
             * @static
             * @param {fulgur.v1.ToolChoice.$Properties} message ToolChoice message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ToolChoice.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.none != null && $Object.hasOwnProperty.call(message, "none"))
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.none);
                if (message.required != null && $Object.hasOwnProperty.call(message, "required"))
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.required);
                if (message["function"] != null && $Object.hasOwnProperty.call(message, "function"))
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message["function"]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ToolChoice message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ToolChoice
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ToolChoice & fulgur.v1.ToolChoice.$Shape} ToolChoice
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ToolChoice.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ToolChoice();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.none = reader.bool();
                            message.choice = "none";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.required = reader.bool();
                            message.choice = "required";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message["function"] = reader.stringVerify();
                            message.choice = "function";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ToolChoice;
        })();

        v1.SamplingParams = (function() {

            /**
             * Properties of a SamplingParams.
             * @typedef {Object} fulgur.v1.SamplingParams.$Properties
             * @property {number|null} [temperature] SamplingParams temperature
             * @property {number|null} [topP] SamplingParams topP
             * @property {number|null} [topK] SamplingParams topK
             * @property {number|null} [minP] SamplingParams minP
             * @property {number|null} [seed] SamplingParams seed
             * @property {number|null} [presencePenalty] SamplingParams presencePenalty
             * @property {number|null} [frequencyPenalty] SamplingParams frequencyPenalty
             * @property {Object.<string,number>|null} [logitBias] SamplingParams logitBias
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SamplingParams.
             * @memberof fulgur.v1
             * @interface ISamplingParams
             * @augments fulgur.v1.SamplingParams.$Properties
             * @deprecated Use fulgur.v1.SamplingParams.$Properties instead.
             */

            /**
             * Shape of a SamplingParams.
             * @typedef {fulgur.v1.SamplingParams.$Properties} fulgur.v1.SamplingParams.$Shape
             */

            /**
             * Constructs a new SamplingParams.
             * @memberof fulgur.v1
             * @classdesc Represents a SamplingParams.
             * @constructor
             * @param {fulgur.v1.SamplingParams.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SamplingParams = function (properties) {
                this.logitBias = {};
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SamplingParams temperature.
             * @member {number|null|undefined} temperature
             * @memberof fulgur.v1.SamplingParams
             * @instance
             */
            SamplingParams.prototype.temperature = null;

            /**
             * SamplingParams topP.
             * @member {number|null|undefined} topP
             * @memberof fulgur.v1.SamplingParams
             * @instance
             */
            SamplingParams.prototype.topP = null;

            /**
             * SamplingParams topK.
             * @member {number|null|undefined} topK
             * @memberof fulgur.v1.SamplingParams
             * @instance
             */
            SamplingParams.prototype.topK = null;

            /**
             * SamplingParams minP.
             * @member {number|null|undefined} minP
             * @memberof fulgur.v1.SamplingParams
             * @instance
             */
            SamplingParams.prototype.minP = null;

            /**
             * SamplingParams seed.
             * @member {number|null|undefined} seed
             * @memberof fulgur.v1.SamplingParams
             * @instance
             */
            SamplingParams.prototype.seed = null;

            /**
             * SamplingParams presencePenalty.
             * @member {number|null|undefined} presencePenalty
             * @memberof fulgur.v1.SamplingParams
             * @instance
             */
            SamplingParams.prototype.presencePenalty = null;

            /**
             * SamplingParams frequencyPenalty.
             * @member {number|null|undefined} frequencyPenalty
             * @memberof fulgur.v1.SamplingParams
             * @instance
             */
            SamplingParams.prototype.frequencyPenalty = null;

            /**
             * SamplingParams logitBias.
             * @member {Object.<string,number>} logitBias
             * @memberof fulgur.v1.SamplingParams
             * @instance
             */
            SamplingParams.prototype.logitBias = $util.emptyObject;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SamplingParams.prototype, "_temperature", {
                get: $util.oneOfGetter($oneOfFields = ["temperature"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SamplingParams.prototype, "_topP", {
                get: $util.oneOfGetter($oneOfFields = ["topP"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SamplingParams.prototype, "_topK", {
                get: $util.oneOfGetter($oneOfFields = ["topK"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SamplingParams.prototype, "_minP", {
                get: $util.oneOfGetter($oneOfFields = ["minP"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SamplingParams.prototype, "_seed", {
                get: $util.oneOfGetter($oneOfFields = ["seed"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SamplingParams.prototype, "_presencePenalty", {
                get: $util.oneOfGetter($oneOfFields = ["presencePenalty"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SamplingParams.prototype, "_frequencyPenalty", {
                get: $util.oneOfGetter($oneOfFields = ["frequencyPenalty"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new SamplingParams instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.SamplingParams
             * @static
             * @param {fulgur.v1.SamplingParams.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.SamplingParams} SamplingParams instance
             * @type {{
             *   (properties: fulgur.v1.SamplingParams.$Shape): fulgur.v1.SamplingParams & fulgur.v1.SamplingParams.$Shape;
             *   (properties?: fulgur.v1.SamplingParams.$Properties): fulgur.v1.SamplingParams;
             * }}
             */
            SamplingParams.create = function(properties) {
                return new SamplingParams(properties);
            };

            /**
             * Encodes the specified SamplingParams message. Does not implicitly {@link fulgur.v1.SamplingParams.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.SamplingParams
             * @static
             * @param {fulgur.v1.SamplingParams.$Properties} message SamplingParams message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SamplingParams.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.temperature != null && $Object.hasOwnProperty.call(message, "temperature"))
                    writer.uint32(/* id 1, wireType 5 =*/13).float(message.temperature);
                if (message.topP != null && $Object.hasOwnProperty.call(message, "topP"))
                    writer.uint32(/* id 2, wireType 5 =*/21).float(message.topP);
                if (message.topK != null && $Object.hasOwnProperty.call(message, "topK"))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.topK);
                if (message.minP != null && $Object.hasOwnProperty.call(message, "minP"))
                    writer.uint32(/* id 4, wireType 5 =*/37).float(message.minP);
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed"))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.seed);
                if (message.presencePenalty != null && $Object.hasOwnProperty.call(message, "presencePenalty"))
                    writer.uint32(/* id 6, wireType 5 =*/53).float(message.presencePenalty);
                if (message.frequencyPenalty != null && $Object.hasOwnProperty.call(message, "frequencyPenalty"))
                    writer.uint32(/* id 7, wireType 5 =*/61).float(message.frequencyPenalty);
                if (message.logitBias != null && $Object.hasOwnProperty.call(message, "logitBias"))
                    for (let keys = $Object.keys(message.logitBias), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 8, wireType 2 =*/66).fork().uint32(/* id 1, wireType 0 =*/8).uint32(keys[i]).uint32(/* id 2, wireType 5 =*/21).float(message.logitBias[keys[i]]).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SamplingParams message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.SamplingParams
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.SamplingParams & fulgur.v1.SamplingParams.$Shape} SamplingParams
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SamplingParams.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, key, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.SamplingParams();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 5)
                                break;
                            message.temperature = reader.float();
                            message._temperature = "temperature";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 5)
                                break;
                            message.topP = reader.float();
                            message._topP = "topP";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.topK = reader.uint32();
                            message._topK = "topK";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 5)
                                break;
                            message.minP = reader.float();
                            message._minP = "minP";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            message.seed = reader.uint32();
                            message._seed = "seed";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 5)
                                break;
                            message.presencePenalty = reader.float();
                            message._presencePenalty = "presencePenalty";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 5)
                                break;
                            message.frequencyPenalty = reader.float();
                            message._frequencyPenalty = "frequencyPenalty";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if (message.logitBias === $util.emptyObject)
                                message.logitBias = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = 0;
                            value = 0;
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 0)
                                        break;
                                    key = reader.uint32();
                                    continue;
                                case 2:
                                    if (wireType !== 5)
                                        break;
                                    value = reader.float();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            message.logitBias[key] = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SamplingParams;
        })();

        v1.GenerateResponse = (function() {

            /**
             * Properties of a GenerateResponse.
             * @typedef {Object} fulgur.v1.GenerateResponse.$Properties
             * @property {fulgur.v1.Delta.$Properties|null} [delta] GenerateResponse delta
             * @property {fulgur.v1.Finish.$Properties|null} [finish] GenerateResponse finish
             * @property {fulgur.v1.Usage.$Properties|null} [usage] GenerateResponse usage
             * @property {fulgur.v1.ContentFilter.$Properties|null} [promptFilter] GenerateResponse promptFilter
             * @property {"delta"|"finish"|"usage"|"promptFilter"} [event] GenerateResponse event
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GenerateResponse.
             * @memberof fulgur.v1
             * @interface IGenerateResponse
             * @augments fulgur.v1.GenerateResponse.$Properties
             * @deprecated Use fulgur.v1.GenerateResponse.$Properties instead.
             */

            /**
             * Narrowed shape of a GenerateResponse.
             * @typedef {{
             *   delta?: fulgur.v1.Delta.$Shape|null;
             *   finish?: fulgur.v1.Finish.$Shape|null;
             *   usage?: fulgur.v1.Usage.$Shape|null;
             *   promptFilter?: fulgur.v1.ContentFilter.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ event?: undefined; delta?: null; finish?: null; usage?: null; promptFilter?: null }|{ event?: "delta"; delta: fulgur.v1.Delta.$Shape; finish?: null; usage?: null; promptFilter?: null }|{ event?: "finish"; delta?: null; finish: fulgur.v1.Finish.$Shape; usage?: null; promptFilter?: null }|{ event?: "usage"; delta?: null; finish?: null; usage: fulgur.v1.Usage.$Shape; promptFilter?: null }|{ event?: "promptFilter"; delta?: null; finish?: null; usage?: null; promptFilter: fulgur.v1.ContentFilter.$Shape })
             * )} fulgur.v1.GenerateResponse.$Shape
             */

            /**
             * Constructs a new GenerateResponse.
             * @memberof fulgur.v1
             * @classdesc Represents a GenerateResponse.
             * @constructor
             * @param {fulgur.v1.GenerateResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GenerateResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GenerateResponse delta.
             * @member {fulgur.v1.Delta.$Properties|null|undefined} delta
             * @memberof fulgur.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.delta = null;

            /**
             * GenerateResponse finish.
             * @member {fulgur.v1.Finish.$Properties|null|undefined} finish
             * @memberof fulgur.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.finish = null;

            /**
             * GenerateResponse usage.
             * @member {fulgur.v1.Usage.$Properties|null|undefined} usage
             * @memberof fulgur.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.usage = null;

            /**
             * GenerateResponse promptFilter.
             * @member {fulgur.v1.ContentFilter.$Properties|null|undefined} promptFilter
             * @memberof fulgur.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.promptFilter = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * GenerateResponse event.
             * @member {"delta"|"finish"|"usage"|"promptFilter"|undefined} event
             * @memberof fulgur.v1.GenerateResponse
             * @instance
             */
            $Object.defineProperty(GenerateResponse.prototype, "event", {
                get: $util.oneOfGetter($oneOfFields = ["delta", "finish", "usage", "promptFilter"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new GenerateResponse instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.GenerateResponse
             * @static
             * @param {fulgur.v1.GenerateResponse.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.GenerateResponse} GenerateResponse instance
             * @type {{
             *   (properties: fulgur.v1.GenerateResponse.$Shape): fulgur.v1.GenerateResponse & fulgur.v1.GenerateResponse.$Shape;
             *   (properties?: fulgur.v1.GenerateResponse.$Properties): fulgur.v1.GenerateResponse;
             * }}
             */
            GenerateResponse.create = function(properties) {
                return new GenerateResponse(properties);
            };

            /**
             * Encodes the specified GenerateResponse message. Does not implicitly {@link fulgur.v1.GenerateResponse.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.GenerateResponse
             * @static
             * @param {fulgur.v1.GenerateResponse.$Properties} message GenerateResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GenerateResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.delta != null && $Object.hasOwnProperty.call(message, "delta"))
                    $root.fulgur.v1.Delta.encode(message.delta, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.finish != null && $Object.hasOwnProperty.call(message, "finish"))
                    $root.fulgur.v1.Finish.encode(message.finish, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.usage != null && $Object.hasOwnProperty.call(message, "usage"))
                    $root.fulgur.v1.Usage.encode(message.usage, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.promptFilter != null && $Object.hasOwnProperty.call(message, "promptFilter"))
                    $root.fulgur.v1.ContentFilter.encode(message.promptFilter, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GenerateResponse message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.GenerateResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.GenerateResponse & fulgur.v1.GenerateResponse.$Shape} GenerateResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GenerateResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.GenerateResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.delta = $root.fulgur.v1.Delta.decode(reader, reader.size(), $undefined, _depth + 1, message.delta);
                            message.event = "delta";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.finish = $root.fulgur.v1.Finish.decode(reader, reader.size(), $undefined, _depth + 1, message.finish);
                            message.event = "finish";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.usage = $root.fulgur.v1.Usage.decode(reader, reader.size(), $undefined, _depth + 1, message.usage);
                            message.event = "usage";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.promptFilter = $root.fulgur.v1.ContentFilter.decode(reader, reader.size(), $undefined, _depth + 1, message.promptFilter);
                            message.event = "promptFilter";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GenerateResponse;
        })();

        v1.Delta = (function() {

            /**
             * Properties of a Delta.
             * @typedef {Object} fulgur.v1.Delta.$Properties
             * @property {number|null} [choice] Delta choice
             * @property {string|null} [text] Delta text
             * @property {Array.<number>|null} [tokenIds] Delta tokenIds
             * @property {Array.<fulgur.v1.TokenLogprobs.$Properties>|null} [logprobs] Delta logprobs
             * @property {string|null} [reasoning] Delta reasoning
             * @property {fulgur.v1.ToolCallDelta.$Properties|null} [toolCall] Delta toolCall
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Delta.
             * @memberof fulgur.v1
             * @interface IDelta
             * @augments fulgur.v1.Delta.$Properties
             * @deprecated Use fulgur.v1.Delta.$Properties instead.
             */

            /**
             * Shape of a Delta.
             * @typedef {fulgur.v1.Delta.$Properties} fulgur.v1.Delta.$Shape
             */

            /**
             * Constructs a new Delta.
             * @memberof fulgur.v1
             * @classdesc Represents a Delta.
             * @constructor
             * @param {fulgur.v1.Delta.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Delta = function (properties) {
                this.tokenIds = [];
                this.logprobs = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Delta choice.
             * @member {number} choice
             * @memberof fulgur.v1.Delta
             * @instance
             */
            Delta.prototype.choice = 0;

            /**
             * Delta text.
             * @member {string} text
             * @memberof fulgur.v1.Delta
             * @instance
             */
            Delta.prototype.text = "";

            /**
             * Delta tokenIds.
             * @member {Array.<number>} tokenIds
             * @memberof fulgur.v1.Delta
             * @instance
             */
            Delta.prototype.tokenIds = $util.emptyArray;

            /**
             * Delta logprobs.
             * @member {Array.<fulgur.v1.TokenLogprobs.$Properties>} logprobs
             * @memberof fulgur.v1.Delta
             * @instance
             */
            Delta.prototype.logprobs = $util.emptyArray;

            /**
             * Delta reasoning.
             * @member {string} reasoning
             * @memberof fulgur.v1.Delta
             * @instance
             */
            Delta.prototype.reasoning = "";

            /**
             * Delta toolCall.
             * @member {fulgur.v1.ToolCallDelta.$Properties|null|undefined} toolCall
             * @memberof fulgur.v1.Delta
             * @instance
             */
            Delta.prototype.toolCall = null;

            /**
             * Creates a new Delta instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.Delta
             * @static
             * @param {fulgur.v1.Delta.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.Delta} Delta instance
             * @type {{
             *   (properties: fulgur.v1.Delta.$Shape): fulgur.v1.Delta & fulgur.v1.Delta.$Shape;
             *   (properties?: fulgur.v1.Delta.$Properties): fulgur.v1.Delta;
             * }}
             */
            Delta.create = function(properties) {
                return new Delta(properties);
            };

            /**
             * Encodes the specified Delta message. Does not implicitly {@link fulgur.v1.Delta.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.Delta
             * @static
             * @param {fulgur.v1.Delta.$Properties} message Delta message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Delta.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.choice != null && $Object.hasOwnProperty.call(message, "choice") && message.choice !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.choice);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.text);
                if (message.tokenIds != null && message.tokenIds.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.tokenIds);
                if (message.logprobs != null && message.logprobs.length)
                    for (let i = 0; i < message.logprobs.length; ++i)
                        $root.fulgur.v1.TokenLogprobs.encode(message.logprobs[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.reasoning != null && $Object.hasOwnProperty.call(message, "reasoning") && message.reasoning !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.reasoning);
                if (message.toolCall != null && $Object.hasOwnProperty.call(message, "toolCall"))
                    $root.fulgur.v1.ToolCallDelta.encode(message.toolCall, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Delta message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.Delta
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.Delta & fulgur.v1.Delta.$Shape} Delta
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Delta.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.Delta();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.choice = value;
                            else
                                delete message.choice;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.tokenIds && message.tokenIds.length))
                                    message.tokenIds = [];
                                reader.uint32s(message.tokenIds);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.tokenIds && message.tokenIds.length))
                                message.tokenIds = [];
                            message.tokenIds.push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.logprobs && message.logprobs.length))
                                message.logprobs = [];
                            message.logprobs.push($root.fulgur.v1.TokenLogprobs.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reasoning = value;
                            else
                                delete message.reasoning;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.toolCall = $root.fulgur.v1.ToolCallDelta.decode(reader, reader.size(), $undefined, _depth + 1, message.toolCall);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Delta;
        })();

        v1.ToolCallDelta = (function() {

            /**
             * Properties of a ToolCallDelta.
             * @typedef {Object} fulgur.v1.ToolCallDelta.$Properties
             * @property {number|null} [index] ToolCallDelta index
             * @property {string|null} [id] ToolCallDelta id
             * @property {string|null} [name] ToolCallDelta name
             * @property {string|null} ["arguments"] ToolCallDelta arguments
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ToolCallDelta.
             * @memberof fulgur.v1
             * @interface IToolCallDelta
             * @augments fulgur.v1.ToolCallDelta.$Properties
             * @deprecated Use fulgur.v1.ToolCallDelta.$Properties instead.
             */

            /**
             * Shape of a ToolCallDelta.
             * @typedef {fulgur.v1.ToolCallDelta.$Properties} fulgur.v1.ToolCallDelta.$Shape
             */

            /**
             * Constructs a new ToolCallDelta.
             * @memberof fulgur.v1
             * @classdesc Represents a ToolCallDelta.
             * @constructor
             * @param {fulgur.v1.ToolCallDelta.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ToolCallDelta = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ToolCallDelta index.
             * @member {number} index
             * @memberof fulgur.v1.ToolCallDelta
             * @instance
             */
            ToolCallDelta.prototype.index = 0;

            /**
             * ToolCallDelta id.
             * @member {string} id
             * @memberof fulgur.v1.ToolCallDelta
             * @instance
             */
            ToolCallDelta.prototype.id = "";

            /**
             * ToolCallDelta name.
             * @member {string} name
             * @memberof fulgur.v1.ToolCallDelta
             * @instance
             */
            ToolCallDelta.prototype.name = "";

            /**
             * ToolCallDelta arguments.
             * @member {string} arguments
             * @memberof fulgur.v1.ToolCallDelta
             * @instance
             */
            ToolCallDelta.prototype["arguments"] = "";

            /**
             * Creates a new ToolCallDelta instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ToolCallDelta
             * @static
             * @param {fulgur.v1.ToolCallDelta.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ToolCallDelta} ToolCallDelta instance
             * @type {{
             *   (properties: fulgur.v1.ToolCallDelta.$Shape): fulgur.v1.ToolCallDelta & fulgur.v1.ToolCallDelta.$Shape;
             *   (properties?: fulgur.v1.ToolCallDelta.$Properties): fulgur.v1.ToolCallDelta;
             * }}
             */
            ToolCallDelta.create = function(properties) {
                return new ToolCallDelta(properties);
            };

            /**
             * Encodes the specified ToolCallDelta message. Does not implicitly {@link fulgur.v1.ToolCallDelta.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ToolCallDelta
             * @static
             * @param {fulgur.v1.ToolCallDelta.$Properties} message ToolCallDelta message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ToolCallDelta.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.index != null && $Object.hasOwnProperty.call(message, "index") && message.index !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.index);
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.id);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                if (message["arguments"] != null && $Object.hasOwnProperty.call(message, "arguments") && message["arguments"] !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message["arguments"]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ToolCallDelta message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ToolCallDelta
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ToolCallDelta & fulgur.v1.ToolCallDelta.$Shape} ToolCallDelta
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ToolCallDelta.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ToolCallDelta();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.index = value;
                            else
                                delete message.index;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message["arguments"] = value;
                            else
                                delete message["arguments"];
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ToolCallDelta;
        })();

        v1.TokenLogprobs = (function() {

            /**
             * Properties of a TokenLogprobs.
             * @typedef {Object} fulgur.v1.TokenLogprobs.$Properties
             * @property {number|null} [tokenId] TokenLogprobs tokenId
             * @property {number|null} [logprob] TokenLogprobs logprob
             * @property {Array.<fulgur.v1.TopLogprob.$Properties>|null} [top] TokenLogprobs top
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TokenLogprobs.
             * @memberof fulgur.v1
             * @interface ITokenLogprobs
             * @augments fulgur.v1.TokenLogprobs.$Properties
             * @deprecated Use fulgur.v1.TokenLogprobs.$Properties instead.
             */

            /**
             * Shape of a TokenLogprobs.
             * @typedef {fulgur.v1.TokenLogprobs.$Properties} fulgur.v1.TokenLogprobs.$Shape
             */

            /**
             * Constructs a new TokenLogprobs.
             * @memberof fulgur.v1
             * @classdesc Represents a TokenLogprobs.
             * @constructor
             * @param {fulgur.v1.TokenLogprobs.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TokenLogprobs = function (properties) {
                this.top = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TokenLogprobs tokenId.
             * @member {number} tokenId
             * @memberof fulgur.v1.TokenLogprobs
             * @instance
             */
            TokenLogprobs.prototype.tokenId = 0;

            /**
             * TokenLogprobs logprob.
             * @member {number} logprob
             * @memberof fulgur.v1.TokenLogprobs
             * @instance
             */
            TokenLogprobs.prototype.logprob = 0;

            /**
             * TokenLogprobs top.
             * @member {Array.<fulgur.v1.TopLogprob.$Properties>} top
             * @memberof fulgur.v1.TokenLogprobs
             * @instance
             */
            TokenLogprobs.prototype.top = $util.emptyArray;

            /**
             * Creates a new TokenLogprobs instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.TokenLogprobs
             * @static
             * @param {fulgur.v1.TokenLogprobs.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.TokenLogprobs} TokenLogprobs instance
             * @type {{
             *   (properties: fulgur.v1.TokenLogprobs.$Shape): fulgur.v1.TokenLogprobs & fulgur.v1.TokenLogprobs.$Shape;
             *   (properties?: fulgur.v1.TokenLogprobs.$Properties): fulgur.v1.TokenLogprobs;
             * }}
             */
            TokenLogprobs.create = function(properties) {
                return new TokenLogprobs(properties);
            };

            /**
             * Encodes the specified TokenLogprobs message. Does not implicitly {@link fulgur.v1.TokenLogprobs.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.TokenLogprobs
             * @static
             * @param {fulgur.v1.TokenLogprobs.$Properties} message TokenLogprobs message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TokenLogprobs.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.tokenId != null && $Object.hasOwnProperty.call(message, "tokenId") && message.tokenId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.tokenId);
                if (message.logprob != null && $Object.hasOwnProperty.call(message, "logprob") && !$Object.is(message.logprob, 0))
                    writer.uint32(/* id 2, wireType 5 =*/21).float(message.logprob);
                if (message.top != null && message.top.length)
                    for (let i = 0; i < message.top.length; ++i)
                        $root.fulgur.v1.TopLogprob.encode(message.top[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TokenLogprobs message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.TokenLogprobs
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.TokenLogprobs & fulgur.v1.TokenLogprobs.$Shape} TokenLogprobs
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TokenLogprobs.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.TokenLogprobs();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.tokenId = value;
                            else
                                delete message.tokenId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 5)
                                break;
                            if (!$Object.is(value = reader.float(), 0))
                                message.logprob = value;
                            else
                                delete message.logprob;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.top && message.top.length))
                                message.top = [];
                            message.top.push($root.fulgur.v1.TopLogprob.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TokenLogprobs;
        })();

        v1.TopLogprob = (function() {

            /**
             * Properties of a TopLogprob.
             * @typedef {Object} fulgur.v1.TopLogprob.$Properties
             * @property {number|null} [tokenId] TopLogprob tokenId
             * @property {number|null} [logprob] TopLogprob logprob
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TopLogprob.
             * @memberof fulgur.v1
             * @interface ITopLogprob
             * @augments fulgur.v1.TopLogprob.$Properties
             * @deprecated Use fulgur.v1.TopLogprob.$Properties instead.
             */

            /**
             * Shape of a TopLogprob.
             * @typedef {fulgur.v1.TopLogprob.$Properties} fulgur.v1.TopLogprob.$Shape
             */

            /**
             * Constructs a new TopLogprob.
             * @memberof fulgur.v1
             * @classdesc Represents a TopLogprob.
             * @constructor
             * @param {fulgur.v1.TopLogprob.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TopLogprob = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TopLogprob tokenId.
             * @member {number} tokenId
             * @memberof fulgur.v1.TopLogprob
             * @instance
             */
            TopLogprob.prototype.tokenId = 0;

            /**
             * TopLogprob logprob.
             * @member {number} logprob
             * @memberof fulgur.v1.TopLogprob
             * @instance
             */
            TopLogprob.prototype.logprob = 0;

            /**
             * Creates a new TopLogprob instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.TopLogprob
             * @static
             * @param {fulgur.v1.TopLogprob.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.TopLogprob} TopLogprob instance
             * @type {{
             *   (properties: fulgur.v1.TopLogprob.$Shape): fulgur.v1.TopLogprob & fulgur.v1.TopLogprob.$Shape;
             *   (properties?: fulgur.v1.TopLogprob.$Properties): fulgur.v1.TopLogprob;
             * }}
             */
            TopLogprob.create = function(properties) {
                return new TopLogprob(properties);
            };

            /**
             * Encodes the specified TopLogprob message. Does not implicitly {@link fulgur.v1.TopLogprob.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.TopLogprob
             * @static
             * @param {fulgur.v1.TopLogprob.$Properties} message TopLogprob message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TopLogprob.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.tokenId != null && $Object.hasOwnProperty.call(message, "tokenId") && message.tokenId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.tokenId);
                if (message.logprob != null && $Object.hasOwnProperty.call(message, "logprob") && !$Object.is(message.logprob, 0))
                    writer.uint32(/* id 2, wireType 5 =*/21).float(message.logprob);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TopLogprob message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.TopLogprob
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.TopLogprob & fulgur.v1.TopLogprob.$Shape} TopLogprob
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TopLogprob.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.TopLogprob();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.tokenId = value;
                            else
                                delete message.tokenId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 5)
                                break;
                            if (!$Object.is(value = reader.float(), 0))
                                message.logprob = value;
                            else
                                delete message.logprob;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TopLogprob;
        })();

        /**
         * FinishReason enum.
         * @name fulgur.v1.FinishReason
         * @enum {number}
         * @property {number} FINISH_REASON_UNSPECIFIED=0 FINISH_REASON_UNSPECIFIED value
         * @property {number} FINISH_REASON_STOP=1 FINISH_REASON_STOP value
         * @property {number} FINISH_REASON_LENGTH=2 FINISH_REASON_LENGTH value
         * @property {number} FINISH_REASON_CONTENT_FILTER=3 FINISH_REASON_CONTENT_FILTER value
         * @property {number} FINISH_REASON_TOOL_CALLS=4 FINISH_REASON_TOOL_CALLS value
         */
        v1.FinishReason = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "FINISH_REASON_UNSPECIFIED"] = 0;
            values[valuesById[1] = "FINISH_REASON_STOP"] = 1;
            values[valuesById[2] = "FINISH_REASON_LENGTH"] = 2;
            values[valuesById[3] = "FINISH_REASON_CONTENT_FILTER"] = 3;
            values[valuesById[4] = "FINISH_REASON_TOOL_CALLS"] = 4;
            return values;
        })();

        v1.Finish = (function() {

            /**
             * Properties of a Finish.
             * @typedef {Object} fulgur.v1.Finish.$Properties
             * @property {number|null} [choice] Finish choice
             * @property {fulgur.v1.FinishReason|null} [reason] Finish reason
             * @property {fulgur.v1.ContentFilter.$Properties|null} [contentFilter] Finish contentFilter
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Finish.
             * @memberof fulgur.v1
             * @interface IFinish
             * @augments fulgur.v1.Finish.$Properties
             * @deprecated Use fulgur.v1.Finish.$Properties instead.
             */

            /**
             * Shape of a Finish.
             * @typedef {fulgur.v1.Finish.$Properties} fulgur.v1.Finish.$Shape
             */

            /**
             * Constructs a new Finish.
             * @memberof fulgur.v1
             * @classdesc Represents a Finish.
             * @constructor
             * @param {fulgur.v1.Finish.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Finish = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Finish choice.
             * @member {number} choice
             * @memberof fulgur.v1.Finish
             * @instance
             */
            Finish.prototype.choice = 0;

            /**
             * Finish reason.
             * @member {fulgur.v1.FinishReason} reason
             * @memberof fulgur.v1.Finish
             * @instance
             */
            Finish.prototype.reason = 0;

            /**
             * Finish contentFilter.
             * @member {fulgur.v1.ContentFilter.$Properties|null|undefined} contentFilter
             * @memberof fulgur.v1.Finish
             * @instance
             */
            Finish.prototype.contentFilter = null;

            /**
             * Creates a new Finish instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.Finish
             * @static
             * @param {fulgur.v1.Finish.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.Finish} Finish instance
             * @type {{
             *   (properties: fulgur.v1.Finish.$Shape): fulgur.v1.Finish & fulgur.v1.Finish.$Shape;
             *   (properties?: fulgur.v1.Finish.$Properties): fulgur.v1.Finish;
             * }}
             */
            Finish.create = function(properties) {
                return new Finish(properties);
            };

            /**
             * Encodes the specified Finish message. Does not implicitly {@link fulgur.v1.Finish.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.Finish
             * @static
             * @param {fulgur.v1.Finish.$Properties} message Finish message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Finish.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.choice != null && $Object.hasOwnProperty.call(message, "choice") && message.choice !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.choice);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.reason);
                if (message.contentFilter != null && $Object.hasOwnProperty.call(message, "contentFilter"))
                    $root.fulgur.v1.ContentFilter.encode(message.contentFilter, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Finish message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.Finish
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.Finish & fulgur.v1.Finish.$Shape} Finish
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Finish.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.Finish();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.choice = value;
                            else
                                delete message.choice;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.contentFilter = $root.fulgur.v1.ContentFilter.decode(reader, reader.size(), $undefined, _depth + 1, message.contentFilter);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Finish;
        })();

        v1.ContentFilter = (function() {

            /**
             * Properties of a ContentFilter.
             * @typedef {Object} fulgur.v1.ContentFilter.$Properties
             * @property {Array.<fulgur.v1.ContentFilterResult.$Properties>|null} [results] ContentFilter results
             * @property {fulgur.v1.ContentFilterOffsets.$Properties|null} [offsets] ContentFilter offsets
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ContentFilter.
             * @memberof fulgur.v1
             * @interface IContentFilter
             * @augments fulgur.v1.ContentFilter.$Properties
             * @deprecated Use fulgur.v1.ContentFilter.$Properties instead.
             */

            /**
             * Shape of a ContentFilter.
             * @typedef {fulgur.v1.ContentFilter.$Properties} fulgur.v1.ContentFilter.$Shape
             */

            /**
             * Constructs a new ContentFilter.
             * @memberof fulgur.v1
             * @classdesc Represents a ContentFilter.
             * @constructor
             * @param {fulgur.v1.ContentFilter.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ContentFilter = function (properties) {
                this.results = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ContentFilter results.
             * @member {Array.<fulgur.v1.ContentFilterResult.$Properties>} results
             * @memberof fulgur.v1.ContentFilter
             * @instance
             */
            ContentFilter.prototype.results = $util.emptyArray;

            /**
             * ContentFilter offsets.
             * @member {fulgur.v1.ContentFilterOffsets.$Properties|null|undefined} offsets
             * @memberof fulgur.v1.ContentFilter
             * @instance
             */
            ContentFilter.prototype.offsets = null;

            /**
             * Creates a new ContentFilter instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ContentFilter
             * @static
             * @param {fulgur.v1.ContentFilter.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ContentFilter} ContentFilter instance
             * @type {{
             *   (properties: fulgur.v1.ContentFilter.$Shape): fulgur.v1.ContentFilter & fulgur.v1.ContentFilter.$Shape;
             *   (properties?: fulgur.v1.ContentFilter.$Properties): fulgur.v1.ContentFilter;
             * }}
             */
            ContentFilter.create = function(properties) {
                return new ContentFilter(properties);
            };

            /**
             * Encodes the specified ContentFilter message. Does not implicitly {@link fulgur.v1.ContentFilter.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ContentFilter
             * @static
             * @param {fulgur.v1.ContentFilter.$Properties} message ContentFilter message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ContentFilter.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.results != null && message.results.length)
                    for (let i = 0; i < message.results.length; ++i)
                        $root.fulgur.v1.ContentFilterResult.encode(message.results[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.offsets != null && $Object.hasOwnProperty.call(message, "offsets"))
                    $root.fulgur.v1.ContentFilterOffsets.encode(message.offsets, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ContentFilter message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ContentFilter
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ContentFilter & fulgur.v1.ContentFilter.$Shape} ContentFilter
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ContentFilter.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ContentFilter();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.results && message.results.length))
                                message.results = [];
                            message.results.push($root.fulgur.v1.ContentFilterResult.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.offsets = $root.fulgur.v1.ContentFilterOffsets.decode(reader, reader.size(), $undefined, _depth + 1, message.offsets);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ContentFilter;
        })();

        v1.ContentFilterResult = (function() {

            /**
             * Properties of a ContentFilterResult.
             * @typedef {Object} fulgur.v1.ContentFilterResult.$Properties
             * @property {string|null} [category] ContentFilterResult category
             * @property {boolean|null} [filtered] ContentFilterResult filtered
             * @property {string|null} [severity] ContentFilterResult severity
             * @property {boolean|null} [detected] ContentFilterResult detected
             * @property {boolean|null} [redacted] ContentFilterResult redacted
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ContentFilterResult.
             * @memberof fulgur.v1
             * @interface IContentFilterResult
             * @augments fulgur.v1.ContentFilterResult.$Properties
             * @deprecated Use fulgur.v1.ContentFilterResult.$Properties instead.
             */

            /**
             * Shape of a ContentFilterResult.
             * @typedef {fulgur.v1.ContentFilterResult.$Properties} fulgur.v1.ContentFilterResult.$Shape
             */

            /**
             * Constructs a new ContentFilterResult.
             * @memberof fulgur.v1
             * @classdesc Represents a ContentFilterResult.
             * @constructor
             * @param {fulgur.v1.ContentFilterResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ContentFilterResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ContentFilterResult category.
             * @member {string} category
             * @memberof fulgur.v1.ContentFilterResult
             * @instance
             */
            ContentFilterResult.prototype.category = "";

            /**
             * ContentFilterResult filtered.
             * @member {boolean} filtered
             * @memberof fulgur.v1.ContentFilterResult
             * @instance
             */
            ContentFilterResult.prototype.filtered = false;

            /**
             * ContentFilterResult severity.
             * @member {string} severity
             * @memberof fulgur.v1.ContentFilterResult
             * @instance
             */
            ContentFilterResult.prototype.severity = "";

            /**
             * ContentFilterResult detected.
             * @member {boolean} detected
             * @memberof fulgur.v1.ContentFilterResult
             * @instance
             */
            ContentFilterResult.prototype.detected = false;

            /**
             * ContentFilterResult redacted.
             * @member {boolean} redacted
             * @memberof fulgur.v1.ContentFilterResult
             * @instance
             */
            ContentFilterResult.prototype.redacted = false;

            /**
             * Creates a new ContentFilterResult instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ContentFilterResult
             * @static
             * @param {fulgur.v1.ContentFilterResult.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ContentFilterResult} ContentFilterResult instance
             * @type {{
             *   (properties: fulgur.v1.ContentFilterResult.$Shape): fulgur.v1.ContentFilterResult & fulgur.v1.ContentFilterResult.$Shape;
             *   (properties?: fulgur.v1.ContentFilterResult.$Properties): fulgur.v1.ContentFilterResult;
             * }}
             */
            ContentFilterResult.create = function(properties) {
                return new ContentFilterResult(properties);
            };

            /**
             * Encodes the specified ContentFilterResult message. Does not implicitly {@link fulgur.v1.ContentFilterResult.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ContentFilterResult
             * @static
             * @param {fulgur.v1.ContentFilterResult.$Properties} message ContentFilterResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ContentFilterResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.category != null && $Object.hasOwnProperty.call(message, "category") && message.category !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.category);
                if (message.filtered != null && $Object.hasOwnProperty.call(message, "filtered") && message.filtered !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.filtered);
                if (message.severity != null && $Object.hasOwnProperty.call(message, "severity") && message.severity !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.severity);
                if (message.detected != null && $Object.hasOwnProperty.call(message, "detected") && message.detected !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.detected);
                if (message.redacted != null && $Object.hasOwnProperty.call(message, "redacted") && message.redacted !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.redacted);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ContentFilterResult message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ContentFilterResult
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ContentFilterResult & fulgur.v1.ContentFilterResult.$Shape} ContentFilterResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ContentFilterResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ContentFilterResult();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.category = value;
                            else
                                delete message.category;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.filtered = value;
                            else
                                delete message.filtered;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.severity = value;
                            else
                                delete message.severity;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.detected = value;
                            else
                                delete message.detected;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.redacted = value;
                            else
                                delete message.redacted;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ContentFilterResult;
        })();

        v1.ContentFilterOffsets = (function() {

            /**
             * Properties of a ContentFilterOffsets.
             * @typedef {Object} fulgur.v1.ContentFilterOffsets.$Properties
             * @property {number|null} [checkOffset] ContentFilterOffsets checkOffset
             * @property {number|null} [startOffset] ContentFilterOffsets startOffset
             * @property {number|null} [endOffset] ContentFilterOffsets endOffset
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ContentFilterOffsets.
             * @memberof fulgur.v1
             * @interface IContentFilterOffsets
             * @augments fulgur.v1.ContentFilterOffsets.$Properties
             * @deprecated Use fulgur.v1.ContentFilterOffsets.$Properties instead.
             */

            /**
             * Shape of a ContentFilterOffsets.
             * @typedef {fulgur.v1.ContentFilterOffsets.$Properties} fulgur.v1.ContentFilterOffsets.$Shape
             */

            /**
             * Constructs a new ContentFilterOffsets.
             * @memberof fulgur.v1
             * @classdesc Represents a ContentFilterOffsets.
             * @constructor
             * @param {fulgur.v1.ContentFilterOffsets.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ContentFilterOffsets = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ContentFilterOffsets checkOffset.
             * @member {number} checkOffset
             * @memberof fulgur.v1.ContentFilterOffsets
             * @instance
             */
            ContentFilterOffsets.prototype.checkOffset = 0;

            /**
             * ContentFilterOffsets startOffset.
             * @member {number} startOffset
             * @memberof fulgur.v1.ContentFilterOffsets
             * @instance
             */
            ContentFilterOffsets.prototype.startOffset = 0;

            /**
             * ContentFilterOffsets endOffset.
             * @member {number} endOffset
             * @memberof fulgur.v1.ContentFilterOffsets
             * @instance
             */
            ContentFilterOffsets.prototype.endOffset = 0;

            /**
             * Creates a new ContentFilterOffsets instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ContentFilterOffsets
             * @static
             * @param {fulgur.v1.ContentFilterOffsets.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ContentFilterOffsets} ContentFilterOffsets instance
             * @type {{
             *   (properties: fulgur.v1.ContentFilterOffsets.$Shape): fulgur.v1.ContentFilterOffsets & fulgur.v1.ContentFilterOffsets.$Shape;
             *   (properties?: fulgur.v1.ContentFilterOffsets.$Properties): fulgur.v1.ContentFilterOffsets;
             * }}
             */
            ContentFilterOffsets.create = function(properties) {
                return new ContentFilterOffsets(properties);
            };

            /**
             * Encodes the specified ContentFilterOffsets message. Does not implicitly {@link fulgur.v1.ContentFilterOffsets.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ContentFilterOffsets
             * @static
             * @param {fulgur.v1.ContentFilterOffsets.$Properties} message ContentFilterOffsets message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ContentFilterOffsets.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.checkOffset != null && $Object.hasOwnProperty.call(message, "checkOffset") && message.checkOffset !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.checkOffset);
                if (message.startOffset != null && $Object.hasOwnProperty.call(message, "startOffset") && message.startOffset !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.startOffset);
                if (message.endOffset != null && $Object.hasOwnProperty.call(message, "endOffset") && message.endOffset !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.endOffset);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ContentFilterOffsets message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ContentFilterOffsets
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ContentFilterOffsets & fulgur.v1.ContentFilterOffsets.$Shape} ContentFilterOffsets
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ContentFilterOffsets.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ContentFilterOffsets();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.checkOffset = value;
                            else
                                delete message.checkOffset;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.startOffset = value;
                            else
                                delete message.startOffset;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.endOffset = value;
                            else
                                delete message.endOffset;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ContentFilterOffsets;
        })();

        v1.Usage = (function() {

            /**
             * Properties of a Usage.
             * @typedef {Object} fulgur.v1.Usage.$Properties
             * @property {number|null} [promptTokens] Usage promptTokens
             * @property {number|null} [completionTokens] Usage completionTokens
             * @property {number|null} [cachedTokens] Usage cachedTokens
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Usage.
             * @memberof fulgur.v1
             * @interface IUsage
             * @augments fulgur.v1.Usage.$Properties
             * @deprecated Use fulgur.v1.Usage.$Properties instead.
             */

            /**
             * Shape of a Usage.
             * @typedef {fulgur.v1.Usage.$Properties} fulgur.v1.Usage.$Shape
             */

            /**
             * Constructs a new Usage.
             * @memberof fulgur.v1
             * @classdesc Represents a Usage.
             * @constructor
             * @param {fulgur.v1.Usage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Usage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Usage promptTokens.
             * @member {number} promptTokens
             * @memberof fulgur.v1.Usage
             * @instance
             */
            Usage.prototype.promptTokens = 0;

            /**
             * Usage completionTokens.
             * @member {number} completionTokens
             * @memberof fulgur.v1.Usage
             * @instance
             */
            Usage.prototype.completionTokens = 0;

            /**
             * Usage cachedTokens.
             * @member {number} cachedTokens
             * @memberof fulgur.v1.Usage
             * @instance
             */
            Usage.prototype.cachedTokens = 0;

            /**
             * Creates a new Usage instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.Usage
             * @static
             * @param {fulgur.v1.Usage.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.Usage} Usage instance
             * @type {{
             *   (properties: fulgur.v1.Usage.$Shape): fulgur.v1.Usage & fulgur.v1.Usage.$Shape;
             *   (properties?: fulgur.v1.Usage.$Properties): fulgur.v1.Usage;
             * }}
             */
            Usage.create = function(properties) {
                return new Usage(properties);
            };

            /**
             * Encodes the specified Usage message. Does not implicitly {@link fulgur.v1.Usage.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.Usage
             * @static
             * @param {fulgur.v1.Usage.$Properties} message Usage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Usage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.promptTokens != null && $Object.hasOwnProperty.call(message, "promptTokens") && message.promptTokens !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.promptTokens);
                if (message.completionTokens != null && $Object.hasOwnProperty.call(message, "completionTokens") && message.completionTokens !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.completionTokens);
                if (message.cachedTokens != null && $Object.hasOwnProperty.call(message, "cachedTokens") && message.cachedTokens !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.cachedTokens);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Usage message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.Usage
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.Usage & fulgur.v1.Usage.$Shape} Usage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Usage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.Usage();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.promptTokens = value;
                            else
                                delete message.promptTokens;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.completionTokens = value;
                            else
                                delete message.completionTokens;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.cachedTokens = value;
                            else
                                delete message.cachedTokens;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Usage;
        })();

        v1.TokenizeRequest = (function() {

            /**
             * Properties of a TokenizeRequest.
             * @typedef {Object} fulgur.v1.TokenizeRequest.$Properties
             * @property {string|null} [model] TokenizeRequest model
             * @property {string|null} [text] TokenizeRequest text
             * @property {boolean|null} [addSpecial] TokenizeRequest addSpecial
             * @property {boolean|null} [parseSpecial] TokenizeRequest parseSpecial
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TokenizeRequest.
             * @memberof fulgur.v1
             * @interface ITokenizeRequest
             * @augments fulgur.v1.TokenizeRequest.$Properties
             * @deprecated Use fulgur.v1.TokenizeRequest.$Properties instead.
             */

            /**
             * Shape of a TokenizeRequest.
             * @typedef {fulgur.v1.TokenizeRequest.$Properties} fulgur.v1.TokenizeRequest.$Shape
             */

            /**
             * Constructs a new TokenizeRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a TokenizeRequest.
             * @constructor
             * @param {fulgur.v1.TokenizeRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TokenizeRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TokenizeRequest model.
             * @member {string} model
             * @memberof fulgur.v1.TokenizeRequest
             * @instance
             */
            TokenizeRequest.prototype.model = "";

            /**
             * TokenizeRequest text.
             * @member {string} text
             * @memberof fulgur.v1.TokenizeRequest
             * @instance
             */
            TokenizeRequest.prototype.text = "";

            /**
             * TokenizeRequest addSpecial.
             * @member {boolean} addSpecial
             * @memberof fulgur.v1.TokenizeRequest
             * @instance
             */
            TokenizeRequest.prototype.addSpecial = false;

            /**
             * TokenizeRequest parseSpecial.
             * @member {boolean} parseSpecial
             * @memberof fulgur.v1.TokenizeRequest
             * @instance
             */
            TokenizeRequest.prototype.parseSpecial = false;

            /**
             * Creates a new TokenizeRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.TokenizeRequest
             * @static
             * @param {fulgur.v1.TokenizeRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.TokenizeRequest} TokenizeRequest instance
             * @type {{
             *   (properties: fulgur.v1.TokenizeRequest.$Shape): fulgur.v1.TokenizeRequest & fulgur.v1.TokenizeRequest.$Shape;
             *   (properties?: fulgur.v1.TokenizeRequest.$Properties): fulgur.v1.TokenizeRequest;
             * }}
             */
            TokenizeRequest.create = function(properties) {
                return new TokenizeRequest(properties);
            };

            /**
             * Encodes the specified TokenizeRequest message. Does not implicitly {@link fulgur.v1.TokenizeRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.TokenizeRequest
             * @static
             * @param {fulgur.v1.TokenizeRequest.$Properties} message TokenizeRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TokenizeRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.model != null && $Object.hasOwnProperty.call(message, "model") && message.model !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.model);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.text);
                if (message.addSpecial != null && $Object.hasOwnProperty.call(message, "addSpecial") && message.addSpecial !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.addSpecial);
                if (message.parseSpecial != null && $Object.hasOwnProperty.call(message, "parseSpecial") && message.parseSpecial !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.parseSpecial);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TokenizeRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.TokenizeRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.TokenizeRequest & fulgur.v1.TokenizeRequest.$Shape} TokenizeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TokenizeRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.TokenizeRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.model = value;
                            else
                                delete message.model;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.addSpecial = value;
                            else
                                delete message.addSpecial;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.parseSpecial = value;
                            else
                                delete message.parseSpecial;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TokenizeRequest;
        })();

        v1.TokenizeResponse = (function() {

            /**
             * Properties of a TokenizeResponse.
             * @typedef {Object} fulgur.v1.TokenizeResponse.$Properties
             * @property {Array.<number>|null} [ids] TokenizeResponse ids
             * @property {Array.<Uint8Array>|null} [pieces] TokenizeResponse pieces
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TokenizeResponse.
             * @memberof fulgur.v1
             * @interface ITokenizeResponse
             * @augments fulgur.v1.TokenizeResponse.$Properties
             * @deprecated Use fulgur.v1.TokenizeResponse.$Properties instead.
             */

            /**
             * Shape of a TokenizeResponse.
             * @typedef {fulgur.v1.TokenizeResponse.$Properties} fulgur.v1.TokenizeResponse.$Shape
             */

            /**
             * Constructs a new TokenizeResponse.
             * @memberof fulgur.v1
             * @classdesc Represents a TokenizeResponse.
             * @constructor
             * @param {fulgur.v1.TokenizeResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TokenizeResponse = function (properties) {
                this.ids = [];
                this.pieces = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TokenizeResponse ids.
             * @member {Array.<number>} ids
             * @memberof fulgur.v1.TokenizeResponse
             * @instance
             */
            TokenizeResponse.prototype.ids = $util.emptyArray;

            /**
             * TokenizeResponse pieces.
             * @member {Array.<Uint8Array>} pieces
             * @memberof fulgur.v1.TokenizeResponse
             * @instance
             */
            TokenizeResponse.prototype.pieces = $util.emptyArray;

            /**
             * Creates a new TokenizeResponse instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.TokenizeResponse
             * @static
             * @param {fulgur.v1.TokenizeResponse.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.TokenizeResponse} TokenizeResponse instance
             * @type {{
             *   (properties: fulgur.v1.TokenizeResponse.$Shape): fulgur.v1.TokenizeResponse & fulgur.v1.TokenizeResponse.$Shape;
             *   (properties?: fulgur.v1.TokenizeResponse.$Properties): fulgur.v1.TokenizeResponse;
             * }}
             */
            TokenizeResponse.create = function(properties) {
                return new TokenizeResponse(properties);
            };

            /**
             * Encodes the specified TokenizeResponse message. Does not implicitly {@link fulgur.v1.TokenizeResponse.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.TokenizeResponse
             * @static
             * @param {fulgur.v1.TokenizeResponse.$Properties} message TokenizeResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TokenizeResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.ids != null && message.ids.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).uint32s(message.ids);
                if (message.pieces != null && message.pieces.length)
                    for (let i = 0; i < message.pieces.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.pieces[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TokenizeResponse message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.TokenizeResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.TokenizeResponse & fulgur.v1.TokenizeResponse.$Shape} TokenizeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TokenizeResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.TokenizeResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType === 2) {
                                if (!(message.ids && message.ids.length))
                                    message.ids = [];
                                reader.uint32s(message.ids);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.ids && message.ids.length))
                                message.ids = [];
                            message.ids.push(reader.uint32());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.pieces && message.pieces.length))
                                message.pieces = [];
                            message.pieces.push(reader.bytes());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TokenizeResponse;
        })();

        v1.ListModelsRequest = (function() {

            /**
             * Properties of a ListModelsRequest.
             * @typedef {Object} fulgur.v1.ListModelsRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListModelsRequest.
             * @memberof fulgur.v1
             * @interface IListModelsRequest
             * @augments fulgur.v1.ListModelsRequest.$Properties
             * @deprecated Use fulgur.v1.ListModelsRequest.$Properties instead.
             */

            /**
             * Shape of a ListModelsRequest.
             * @typedef {fulgur.v1.ListModelsRequest.$Properties} fulgur.v1.ListModelsRequest.$Shape
             */

            /**
             * Constructs a new ListModelsRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a ListModelsRequest.
             * @constructor
             * @param {fulgur.v1.ListModelsRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListModelsRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new ListModelsRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ListModelsRequest
             * @static
             * @param {fulgur.v1.ListModelsRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ListModelsRequest} ListModelsRequest instance
             * @type {{
             *   (properties: fulgur.v1.ListModelsRequest.$Shape): fulgur.v1.ListModelsRequest & fulgur.v1.ListModelsRequest.$Shape;
             *   (properties?: fulgur.v1.ListModelsRequest.$Properties): fulgur.v1.ListModelsRequest;
             * }}
             */
            ListModelsRequest.create = function(properties) {
                return new ListModelsRequest(properties);
            };

            /**
             * Encodes the specified ListModelsRequest message. Does not implicitly {@link fulgur.v1.ListModelsRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ListModelsRequest
             * @static
             * @param {fulgur.v1.ListModelsRequest.$Properties} message ListModelsRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListModelsRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListModelsRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ListModelsRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ListModelsRequest & fulgur.v1.ListModelsRequest.$Shape} ListModelsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListModelsRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ListModelsRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListModelsRequest;
        })();

        v1.ListModelsResponse = (function() {

            /**
             * Properties of a ListModelsResponse.
             * @typedef {Object} fulgur.v1.ListModelsResponse.$Properties
             * @property {Array.<fulgur.v1.Model.$Properties>|null} [models] ListModelsResponse models
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListModelsResponse.
             * @memberof fulgur.v1
             * @interface IListModelsResponse
             * @augments fulgur.v1.ListModelsResponse.$Properties
             * @deprecated Use fulgur.v1.ListModelsResponse.$Properties instead.
             */

            /**
             * Shape of a ListModelsResponse.
             * @typedef {fulgur.v1.ListModelsResponse.$Properties} fulgur.v1.ListModelsResponse.$Shape
             */

            /**
             * Constructs a new ListModelsResponse.
             * @memberof fulgur.v1
             * @classdesc Represents a ListModelsResponse.
             * @constructor
             * @param {fulgur.v1.ListModelsResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListModelsResponse = function (properties) {
                this.models = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListModelsResponse models.
             * @member {Array.<fulgur.v1.Model.$Properties>} models
             * @memberof fulgur.v1.ListModelsResponse
             * @instance
             */
            ListModelsResponse.prototype.models = $util.emptyArray;

            /**
             * Creates a new ListModelsResponse instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ListModelsResponse
             * @static
             * @param {fulgur.v1.ListModelsResponse.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ListModelsResponse} ListModelsResponse instance
             * @type {{
             *   (properties: fulgur.v1.ListModelsResponse.$Shape): fulgur.v1.ListModelsResponse & fulgur.v1.ListModelsResponse.$Shape;
             *   (properties?: fulgur.v1.ListModelsResponse.$Properties): fulgur.v1.ListModelsResponse;
             * }}
             */
            ListModelsResponse.create = function(properties) {
                return new ListModelsResponse(properties);
            };

            /**
             * Encodes the specified ListModelsResponse message. Does not implicitly {@link fulgur.v1.ListModelsResponse.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ListModelsResponse
             * @static
             * @param {fulgur.v1.ListModelsResponse.$Properties} message ListModelsResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListModelsResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.models != null && message.models.length)
                    for (let i = 0; i < message.models.length; ++i)
                        $root.fulgur.v1.Model.encode(message.models[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListModelsResponse message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ListModelsResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ListModelsResponse & fulgur.v1.ListModelsResponse.$Shape} ListModelsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListModelsResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ListModelsResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.models && message.models.length))
                                message.models = [];
                            message.models.push($root.fulgur.v1.Model.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListModelsResponse;
        })();

        v1.Model = (function() {

            /**
             * Properties of a Model.
             * @typedef {Object} fulgur.v1.Model.$Properties
             * @property {string|null} [id] Model id
             * @property {string|null} [architecture] Model architecture
             * @property {number|null} [contextLength] Model contextLength
             * @property {number|null} [vocabularySize] Model vocabularySize
             * @property {number|null} [createdUnixS] Model createdUnixS
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Model.
             * @memberof fulgur.v1
             * @interface IModel
             * @augments fulgur.v1.Model.$Properties
             * @deprecated Use fulgur.v1.Model.$Properties instead.
             */

            /**
             * Shape of a Model.
             * @typedef {fulgur.v1.Model.$Properties} fulgur.v1.Model.$Shape
             */

            /**
             * Constructs a new Model.
             * @memberof fulgur.v1
             * @classdesc Represents a Model.
             * @constructor
             * @param {fulgur.v1.Model.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Model = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Model id.
             * @member {string} id
             * @memberof fulgur.v1.Model
             * @instance
             */
            Model.prototype.id = "";

            /**
             * Model architecture.
             * @member {string} architecture
             * @memberof fulgur.v1.Model
             * @instance
             */
            Model.prototype.architecture = "";

            /**
             * Model contextLength.
             * @member {number} contextLength
             * @memberof fulgur.v1.Model
             * @instance
             */
            Model.prototype.contextLength = 0;

            /**
             * Model vocabularySize.
             * @member {number} vocabularySize
             * @memberof fulgur.v1.Model
             * @instance
             */
            Model.prototype.vocabularySize = 0;

            /**
             * Model createdUnixS.
             * @member {number} createdUnixS
             * @memberof fulgur.v1.Model
             * @instance
             */
            Model.prototype.createdUnixS = 0;

            /**
             * Creates a new Model instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.Model
             * @static
             * @param {fulgur.v1.Model.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.Model} Model instance
             * @type {{
             *   (properties: fulgur.v1.Model.$Shape): fulgur.v1.Model & fulgur.v1.Model.$Shape;
             *   (properties?: fulgur.v1.Model.$Properties): fulgur.v1.Model;
             * }}
             */
            Model.create = function(properties) {
                return new Model(properties);
            };

            /**
             * Encodes the specified Model message. Does not implicitly {@link fulgur.v1.Model.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.Model
             * @static
             * @param {fulgur.v1.Model.$Properties} message Model message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Model.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.architecture != null && $Object.hasOwnProperty.call(message, "architecture") && message.architecture !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.architecture);
                if (message.contextLength != null && $Object.hasOwnProperty.call(message, "contextLength") && message.contextLength !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.contextLength);
                if (message.vocabularySize != null && $Object.hasOwnProperty.call(message, "vocabularySize") && message.vocabularySize !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.vocabularySize);
                if (message.createdUnixS != null && $Object.hasOwnProperty.call(message, "createdUnixS") && !$Object.is(message.createdUnixS, 0))
                    writer.uint32(/* id 5, wireType 1 =*/41).double(message.createdUnixS);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Model message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.Model
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.Model & fulgur.v1.Model.$Shape} Model
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Model.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.Model();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.architecture = value;
                            else
                                delete message.architecture;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.contextLength = value;
                            else
                                delete message.contextLength;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.vocabularySize = value;
                            else
                                delete message.vocabularySize;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.createdUnixS = value;
                            else
                                delete message.createdUnixS;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Model;
        })();

        v1.Member = (function() {

            /**
             * Properties of a Member.
             * @typedef {Object} fulgur.v1.Member.$Properties
             * @property {string|null} [service] Member service
             * @property {string|null} [id] Member id
             * @property {string|null} [address] Member address
             * @property {string|null} [adminAddress] Member adminAddress
             * @property {number|null} [pid] Member pid
             * @property {boolean|null} [ready] Member ready
             * @property {string|null} [reason] Member reason
             * @property {number|null} [load] Member load
             * @property {number|null} [restarts] Member restarts
             * @property {boolean|null} [draining] Member draining
             * @property {string|null} [modelFingerprint] Member modelFingerprint
             * @property {number|null} [loadedEpoch] Member loadedEpoch
             * @property {number|null} [residentExperts] Member residentExperts
             * @property {number|null} [startedUnixMs] Member startedUnixMs
             * @property {number|null} [weightCapacityBytes] Member weightCapacityBytes
             * @property {number|null} [contextLength] Member contextLength
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Member.
             * @memberof fulgur.v1
             * @interface IMember
             * @augments fulgur.v1.Member.$Properties
             * @deprecated Use fulgur.v1.Member.$Properties instead.
             */

            /**
             * Shape of a Member.
             * @typedef {fulgur.v1.Member.$Properties} fulgur.v1.Member.$Shape
             */

            /**
             * Constructs a new Member.
             * @memberof fulgur.v1
             * @classdesc Represents a Member.
             * @constructor
             * @param {fulgur.v1.Member.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Member = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Member service.
             * @member {string} service
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.service = "";

            /**
             * Member id.
             * @member {string} id
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.id = "";

            /**
             * Member address.
             * @member {string} address
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.address = "";

            /**
             * Member adminAddress.
             * @member {string} adminAddress
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.adminAddress = "";

            /**
             * Member pid.
             * @member {number} pid
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.pid = 0;

            /**
             * Member ready.
             * @member {boolean} ready
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.ready = false;

            /**
             * Member reason.
             * @member {string} reason
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.reason = "";

            /**
             * Member load.
             * @member {number} load
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.load = 0;

            /**
             * Member restarts.
             * @member {number} restarts
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.restarts = 0;

            /**
             * Member draining.
             * @member {boolean} draining
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.draining = false;

            /**
             * Member modelFingerprint.
             * @member {string} modelFingerprint
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.modelFingerprint = "";

            /**
             * Member loadedEpoch.
             * @member {number} loadedEpoch
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.loadedEpoch = 0;

            /**
             * Member residentExperts.
             * @member {number} residentExperts
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.residentExperts = 0;

            /**
             * Member startedUnixMs.
             * @member {number} startedUnixMs
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.startedUnixMs = 0;

            /**
             * Member weightCapacityBytes.
             * @member {number} weightCapacityBytes
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.weightCapacityBytes = 0;

            /**
             * Member contextLength.
             * @member {number} contextLength
             * @memberof fulgur.v1.Member
             * @instance
             */
            Member.prototype.contextLength = 0;

            /**
             * Creates a new Member instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.Member
             * @static
             * @param {fulgur.v1.Member.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.Member} Member instance
             * @type {{
             *   (properties: fulgur.v1.Member.$Shape): fulgur.v1.Member & fulgur.v1.Member.$Shape;
             *   (properties?: fulgur.v1.Member.$Properties): fulgur.v1.Member;
             * }}
             */
            Member.create = function(properties) {
                return new Member(properties);
            };

            /**
             * Encodes the specified Member message. Does not implicitly {@link fulgur.v1.Member.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.Member
             * @static
             * @param {fulgur.v1.Member.$Properties} message Member message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Member.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.service != null && $Object.hasOwnProperty.call(message, "service") && message.service !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.service);
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.id);
                if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.address);
                if (message.adminAddress != null && $Object.hasOwnProperty.call(message, "adminAddress") && message.adminAddress !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.adminAddress);
                if (message.pid != null && $Object.hasOwnProperty.call(message, "pid") && message.pid !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.pid);
                if (message.ready != null && $Object.hasOwnProperty.call(message, "ready") && message.ready !== false)
                    writer.uint32(/* id 6, wireType 0 =*/48).bool(message.ready);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.reason);
                if (message.load != null && $Object.hasOwnProperty.call(message, "load") && !$Object.is(message.load, 0))
                    writer.uint32(/* id 8, wireType 5 =*/69).float(message.load);
                if (message.restarts != null && $Object.hasOwnProperty.call(message, "restarts") && message.restarts !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.restarts);
                if (message.draining != null && $Object.hasOwnProperty.call(message, "draining") && message.draining !== false)
                    writer.uint32(/* id 10, wireType 0 =*/80).bool(message.draining);
                if (message.modelFingerprint != null && $Object.hasOwnProperty.call(message, "modelFingerprint") && message.modelFingerprint !== "")
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.modelFingerprint);
                if (message.loadedEpoch != null && $Object.hasOwnProperty.call(message, "loadedEpoch") && message.loadedEpoch !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.loadedEpoch);
                if (message.residentExperts != null && $Object.hasOwnProperty.call(message, "residentExperts") && message.residentExperts !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.residentExperts);
                if (message.startedUnixMs != null && $Object.hasOwnProperty.call(message, "startedUnixMs") && !$Object.is(message.startedUnixMs, 0))
                    writer.uint32(/* id 14, wireType 1 =*/113).double(message.startedUnixMs);
                if (message.weightCapacityBytes != null && $Object.hasOwnProperty.call(message, "weightCapacityBytes") && !$Object.is(message.weightCapacityBytes, 0))
                    writer.uint32(/* id 15, wireType 1 =*/121).double(message.weightCapacityBytes);
                if (message.contextLength != null && $Object.hasOwnProperty.call(message, "contextLength") && message.contextLength !== 0)
                    writer.uint32(/* id 16, wireType 0 =*/128).uint32(message.contextLength);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Member message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.Member
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.Member & fulgur.v1.Member.$Shape} Member
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Member.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.Member();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.service = value;
                            else
                                delete message.service;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.address = value;
                            else
                                delete message.address;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.adminAddress = value;
                            else
                                delete message.adminAddress;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.pid = value;
                            else
                                delete message.pid;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.ready = value;
                            else
                                delete message.ready;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 5)
                                break;
                            if (!$Object.is(value = reader.float(), 0))
                                message.load = value;
                            else
                                delete message.load;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.restarts = value;
                            else
                                delete message.restarts;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.draining = value;
                            else
                                delete message.draining;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.modelFingerprint = value;
                            else
                                delete message.modelFingerprint;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.loadedEpoch = value;
                            else
                                delete message.loadedEpoch;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.residentExperts = value;
                            else
                                delete message.residentExperts;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.startedUnixMs = value;
                            else
                                delete message.startedUnixMs;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.weightCapacityBytes = value;
                            else
                                delete message.weightCapacityBytes;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.contextLength = value;
                            else
                                delete message.contextLength;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Member;
        })();

        v1.LeaderLease = (function() {

            /**
             * Properties of a LeaderLease.
             * @typedef {Object} fulgur.v1.LeaderLease.$Properties
             * @property {string|null} [routerId] LeaderLease routerId
             * @property {number|null} [renewedUnixMs] LeaderLease renewedUnixMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a LeaderLease.
             * @memberof fulgur.v1
             * @interface ILeaderLease
             * @augments fulgur.v1.LeaderLease.$Properties
             * @deprecated Use fulgur.v1.LeaderLease.$Properties instead.
             */

            /**
             * Shape of a LeaderLease.
             * @typedef {fulgur.v1.LeaderLease.$Properties} fulgur.v1.LeaderLease.$Shape
             */

            /**
             * Constructs a new LeaderLease.
             * @memberof fulgur.v1
             * @classdesc Represents a LeaderLease.
             * @constructor
             * @param {fulgur.v1.LeaderLease.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const LeaderLease = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * LeaderLease routerId.
             * @member {string} routerId
             * @memberof fulgur.v1.LeaderLease
             * @instance
             */
            LeaderLease.prototype.routerId = "";

            /**
             * LeaderLease renewedUnixMs.
             * @member {number} renewedUnixMs
             * @memberof fulgur.v1.LeaderLease
             * @instance
             */
            LeaderLease.prototype.renewedUnixMs = 0;

            /**
             * Creates a new LeaderLease instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.LeaderLease
             * @static
             * @param {fulgur.v1.LeaderLease.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.LeaderLease} LeaderLease instance
             * @type {{
             *   (properties: fulgur.v1.LeaderLease.$Shape): fulgur.v1.LeaderLease & fulgur.v1.LeaderLease.$Shape;
             *   (properties?: fulgur.v1.LeaderLease.$Properties): fulgur.v1.LeaderLease;
             * }}
             */
            LeaderLease.create = function(properties) {
                return new LeaderLease(properties);
            };

            /**
             * Encodes the specified LeaderLease message. Does not implicitly {@link fulgur.v1.LeaderLease.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.LeaderLease
             * @static
             * @param {fulgur.v1.LeaderLease.$Properties} message LeaderLease message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LeaderLease.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.routerId != null && $Object.hasOwnProperty.call(message, "routerId") && message.routerId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.routerId);
                if (message.renewedUnixMs != null && $Object.hasOwnProperty.call(message, "renewedUnixMs") && !$Object.is(message.renewedUnixMs, 0))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.renewedUnixMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a LeaderLease message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.LeaderLease
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.LeaderLease & fulgur.v1.LeaderLease.$Shape} LeaderLease
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            LeaderLease.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.LeaderLease();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.routerId = value;
                            else
                                delete message.routerId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.renewedUnixMs = value;
                            else
                                delete message.renewedUnixMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LeaderLease;
        })();

        v1.PlacementPlan = (function() {

            /**
             * Properties of a PlacementPlan.
             * @typedef {Object} fulgur.v1.PlacementPlan.$Properties
             * @property {number|null} [epoch] PlacementPlan epoch
             * @property {string|null} [modelFingerprint] PlacementPlan modelFingerprint
             * @property {Array.<fulgur.v1.LayerPlacement.$Properties>|null} [layers] PlacementPlan layers
             * @property {string|null} [reason] PlacementPlan reason
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PlacementPlan.
             * @memberof fulgur.v1
             * @interface IPlacementPlan
             * @augments fulgur.v1.PlacementPlan.$Properties
             * @deprecated Use fulgur.v1.PlacementPlan.$Properties instead.
             */

            /**
             * Shape of a PlacementPlan.
             * @typedef {fulgur.v1.PlacementPlan.$Properties} fulgur.v1.PlacementPlan.$Shape
             */

            /**
             * Constructs a new PlacementPlan.
             * @memberof fulgur.v1
             * @classdesc Represents a PlacementPlan.
             * @constructor
             * @param {fulgur.v1.PlacementPlan.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PlacementPlan = function (properties) {
                this.layers = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PlacementPlan epoch.
             * @member {number} epoch
             * @memberof fulgur.v1.PlacementPlan
             * @instance
             */
            PlacementPlan.prototype.epoch = 0;

            /**
             * PlacementPlan modelFingerprint.
             * @member {string} modelFingerprint
             * @memberof fulgur.v1.PlacementPlan
             * @instance
             */
            PlacementPlan.prototype.modelFingerprint = "";

            /**
             * PlacementPlan layers.
             * @member {Array.<fulgur.v1.LayerPlacement.$Properties>} layers
             * @memberof fulgur.v1.PlacementPlan
             * @instance
             */
            PlacementPlan.prototype.layers = $util.emptyArray;

            /**
             * PlacementPlan reason.
             * @member {string} reason
             * @memberof fulgur.v1.PlacementPlan
             * @instance
             */
            PlacementPlan.prototype.reason = "";

            /**
             * Creates a new PlacementPlan instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.PlacementPlan
             * @static
             * @param {fulgur.v1.PlacementPlan.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.PlacementPlan} PlacementPlan instance
             * @type {{
             *   (properties: fulgur.v1.PlacementPlan.$Shape): fulgur.v1.PlacementPlan & fulgur.v1.PlacementPlan.$Shape;
             *   (properties?: fulgur.v1.PlacementPlan.$Properties): fulgur.v1.PlacementPlan;
             * }}
             */
            PlacementPlan.create = function(properties) {
                return new PlacementPlan(properties);
            };

            /**
             * Encodes the specified PlacementPlan message. Does not implicitly {@link fulgur.v1.PlacementPlan.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.PlacementPlan
             * @static
             * @param {fulgur.v1.PlacementPlan.$Properties} message PlacementPlan message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PlacementPlan.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.epoch);
                if (message.modelFingerprint != null && $Object.hasOwnProperty.call(message, "modelFingerprint") && message.modelFingerprint !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.modelFingerprint);
                if (message.layers != null && message.layers.length)
                    for (let i = 0; i < message.layers.length; ++i)
                        $root.fulgur.v1.LayerPlacement.encode(message.layers[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PlacementPlan message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.PlacementPlan
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.PlacementPlan & fulgur.v1.PlacementPlan.$Shape} PlacementPlan
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PlacementPlan.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.PlacementPlan();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.modelFingerprint = value;
                            else
                                delete message.modelFingerprint;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.layers && message.layers.length))
                                message.layers = [];
                            message.layers.push($root.fulgur.v1.LayerPlacement.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PlacementPlan;
        })();

        v1.LayerPlacement = (function() {

            /**
             * Properties of a LayerPlacement.
             * @typedef {Object} fulgur.v1.LayerPlacement.$Properties
             * @property {number|null} [layer] LayerPlacement layer
             * @property {Array.<fulgur.v1.ExpertHolders.$Properties>|null} [experts] LayerPlacement experts
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a LayerPlacement.
             * @memberof fulgur.v1
             * @interface ILayerPlacement
             * @augments fulgur.v1.LayerPlacement.$Properties
             * @deprecated Use fulgur.v1.LayerPlacement.$Properties instead.
             */

            /**
             * Shape of a LayerPlacement.
             * @typedef {fulgur.v1.LayerPlacement.$Properties} fulgur.v1.LayerPlacement.$Shape
             */

            /**
             * Constructs a new LayerPlacement.
             * @memberof fulgur.v1
             * @classdesc Represents a LayerPlacement.
             * @constructor
             * @param {fulgur.v1.LayerPlacement.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const LayerPlacement = function (properties) {
                this.experts = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * LayerPlacement layer.
             * @member {number} layer
             * @memberof fulgur.v1.LayerPlacement
             * @instance
             */
            LayerPlacement.prototype.layer = 0;

            /**
             * LayerPlacement experts.
             * @member {Array.<fulgur.v1.ExpertHolders.$Properties>} experts
             * @memberof fulgur.v1.LayerPlacement
             * @instance
             */
            LayerPlacement.prototype.experts = $util.emptyArray;

            /**
             * Creates a new LayerPlacement instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.LayerPlacement
             * @static
             * @param {fulgur.v1.LayerPlacement.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.LayerPlacement} LayerPlacement instance
             * @type {{
             *   (properties: fulgur.v1.LayerPlacement.$Shape): fulgur.v1.LayerPlacement & fulgur.v1.LayerPlacement.$Shape;
             *   (properties?: fulgur.v1.LayerPlacement.$Properties): fulgur.v1.LayerPlacement;
             * }}
             */
            LayerPlacement.create = function(properties) {
                return new LayerPlacement(properties);
            };

            /**
             * Encodes the specified LayerPlacement message. Does not implicitly {@link fulgur.v1.LayerPlacement.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.LayerPlacement
             * @static
             * @param {fulgur.v1.LayerPlacement.$Properties} message LayerPlacement message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LayerPlacement.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.layer != null && $Object.hasOwnProperty.call(message, "layer") && message.layer !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.layer);
                if (message.experts != null && message.experts.length)
                    for (let i = 0; i < message.experts.length; ++i)
                        $root.fulgur.v1.ExpertHolders.encode(message.experts[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a LayerPlacement message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.LayerPlacement
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.LayerPlacement & fulgur.v1.LayerPlacement.$Shape} LayerPlacement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            LayerPlacement.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.LayerPlacement();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.layer = value;
                            else
                                delete message.layer;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.experts && message.experts.length))
                                message.experts = [];
                            message.experts.push($root.fulgur.v1.ExpertHolders.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LayerPlacement;
        })();

        v1.ExpertHolders = (function() {

            /**
             * Properties of an ExpertHolders.
             * @typedef {Object} fulgur.v1.ExpertHolders.$Properties
             * @property {Array.<string>|null} [shardIds] ExpertHolders shardIds
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ExpertHolders.
             * @memberof fulgur.v1
             * @interface IExpertHolders
             * @augments fulgur.v1.ExpertHolders.$Properties
             * @deprecated Use fulgur.v1.ExpertHolders.$Properties instead.
             */

            /**
             * Shape of an ExpertHolders.
             * @typedef {fulgur.v1.ExpertHolders.$Properties} fulgur.v1.ExpertHolders.$Shape
             */

            /**
             * Constructs a new ExpertHolders.
             * @memberof fulgur.v1
             * @classdesc Represents an ExpertHolders.
             * @constructor
             * @param {fulgur.v1.ExpertHolders.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ExpertHolders = function (properties) {
                this.shardIds = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ExpertHolders shardIds.
             * @member {Array.<string>} shardIds
             * @memberof fulgur.v1.ExpertHolders
             * @instance
             */
            ExpertHolders.prototype.shardIds = $util.emptyArray;

            /**
             * Creates a new ExpertHolders instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ExpertHolders
             * @static
             * @param {fulgur.v1.ExpertHolders.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ExpertHolders} ExpertHolders instance
             * @type {{
             *   (properties: fulgur.v1.ExpertHolders.$Shape): fulgur.v1.ExpertHolders & fulgur.v1.ExpertHolders.$Shape;
             *   (properties?: fulgur.v1.ExpertHolders.$Properties): fulgur.v1.ExpertHolders;
             * }}
             */
            ExpertHolders.create = function(properties) {
                return new ExpertHolders(properties);
            };

            /**
             * Encodes the specified ExpertHolders message. Does not implicitly {@link fulgur.v1.ExpertHolders.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ExpertHolders
             * @static
             * @param {fulgur.v1.ExpertHolders.$Properties} message ExpertHolders message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ExpertHolders.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.shardIds != null && message.shardIds.length)
                    for (let i = 0; i < message.shardIds.length; ++i)
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.shardIds[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ExpertHolders message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ExpertHolders
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ExpertHolders & fulgur.v1.ExpertHolders.$Shape} ExpertHolders
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ExpertHolders.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ExpertHolders();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.shardIds && message.shardIds.length))
                                message.shardIds = [];
                            message.shardIds.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ExpertHolders;
        })();

        v1.ExpertHeat = (function() {

            /**
             * Properties of an ExpertHeat.
             * @typedef {Object} fulgur.v1.ExpertHeat.$Properties
             * @property {string|null} [attentionId] ExpertHeat attentionId
             * @property {Array.<fulgur.v1.LayerHeat.$Properties>|null} [layers] ExpertHeat layers
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ExpertHeat.
             * @memberof fulgur.v1
             * @interface IExpertHeat
             * @augments fulgur.v1.ExpertHeat.$Properties
             * @deprecated Use fulgur.v1.ExpertHeat.$Properties instead.
             */

            /**
             * Shape of an ExpertHeat.
             * @typedef {fulgur.v1.ExpertHeat.$Properties} fulgur.v1.ExpertHeat.$Shape
             */

            /**
             * Constructs a new ExpertHeat.
             * @memberof fulgur.v1
             * @classdesc Represents an ExpertHeat.
             * @constructor
             * @param {fulgur.v1.ExpertHeat.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ExpertHeat = function (properties) {
                this.layers = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ExpertHeat attentionId.
             * @member {string} attentionId
             * @memberof fulgur.v1.ExpertHeat
             * @instance
             */
            ExpertHeat.prototype.attentionId = "";

            /**
             * ExpertHeat layers.
             * @member {Array.<fulgur.v1.LayerHeat.$Properties>} layers
             * @memberof fulgur.v1.ExpertHeat
             * @instance
             */
            ExpertHeat.prototype.layers = $util.emptyArray;

            /**
             * Creates a new ExpertHeat instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ExpertHeat
             * @static
             * @param {fulgur.v1.ExpertHeat.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ExpertHeat} ExpertHeat instance
             * @type {{
             *   (properties: fulgur.v1.ExpertHeat.$Shape): fulgur.v1.ExpertHeat & fulgur.v1.ExpertHeat.$Shape;
             *   (properties?: fulgur.v1.ExpertHeat.$Properties): fulgur.v1.ExpertHeat;
             * }}
             */
            ExpertHeat.create = function(properties) {
                return new ExpertHeat(properties);
            };

            /**
             * Encodes the specified ExpertHeat message. Does not implicitly {@link fulgur.v1.ExpertHeat.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ExpertHeat
             * @static
             * @param {fulgur.v1.ExpertHeat.$Properties} message ExpertHeat message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ExpertHeat.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.attentionId != null && $Object.hasOwnProperty.call(message, "attentionId") && message.attentionId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.attentionId);
                if (message.layers != null && message.layers.length)
                    for (let i = 0; i < message.layers.length; ++i)
                        $root.fulgur.v1.LayerHeat.encode(message.layers[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ExpertHeat message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ExpertHeat
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ExpertHeat & fulgur.v1.ExpertHeat.$Shape} ExpertHeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ExpertHeat.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ExpertHeat();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.attentionId = value;
                            else
                                delete message.attentionId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.layers && message.layers.length))
                                message.layers = [];
                            message.layers.push($root.fulgur.v1.LayerHeat.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ExpertHeat;
        })();

        v1.LayerHeat = (function() {

            /**
             * Properties of a LayerHeat.
             * @typedef {Object} fulgur.v1.LayerHeat.$Properties
             * @property {number|null} [layer] LayerHeat layer
             * @property {Array.<number>|null} [tokens] LayerHeat tokens
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a LayerHeat.
             * @memberof fulgur.v1
             * @interface ILayerHeat
             * @augments fulgur.v1.LayerHeat.$Properties
             * @deprecated Use fulgur.v1.LayerHeat.$Properties instead.
             */

            /**
             * Shape of a LayerHeat.
             * @typedef {fulgur.v1.LayerHeat.$Properties} fulgur.v1.LayerHeat.$Shape
             */

            /**
             * Constructs a new LayerHeat.
             * @memberof fulgur.v1
             * @classdesc Represents a LayerHeat.
             * @constructor
             * @param {fulgur.v1.LayerHeat.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const LayerHeat = function (properties) {
                this.tokens = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * LayerHeat layer.
             * @member {number} layer
             * @memberof fulgur.v1.LayerHeat
             * @instance
             */
            LayerHeat.prototype.layer = 0;

            /**
             * LayerHeat tokens.
             * @member {Array.<number>} tokens
             * @memberof fulgur.v1.LayerHeat
             * @instance
             */
            LayerHeat.prototype.tokens = $util.emptyArray;

            /**
             * Creates a new LayerHeat instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.LayerHeat
             * @static
             * @param {fulgur.v1.LayerHeat.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.LayerHeat} LayerHeat instance
             * @type {{
             *   (properties: fulgur.v1.LayerHeat.$Shape): fulgur.v1.LayerHeat & fulgur.v1.LayerHeat.$Shape;
             *   (properties?: fulgur.v1.LayerHeat.$Properties): fulgur.v1.LayerHeat;
             * }}
             */
            LayerHeat.create = function(properties) {
                return new LayerHeat(properties);
            };

            /**
             * Encodes the specified LayerHeat message. Does not implicitly {@link fulgur.v1.LayerHeat.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.LayerHeat
             * @static
             * @param {fulgur.v1.LayerHeat.$Properties} message LayerHeat message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LayerHeat.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.layer != null && $Object.hasOwnProperty.call(message, "layer") && message.layer !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.layer);
                if (message.tokens != null && message.tokens.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).floats(message.tokens);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a LayerHeat message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.LayerHeat
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.LayerHeat & fulgur.v1.LayerHeat.$Shape} LayerHeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            LayerHeat.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.LayerHeat();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.layer = value;
                            else
                                delete message.layer;
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.tokens && message.tokens.length))
                                    message.tokens = [];
                                reader.floats(message.tokens);
                                continue;
                            }
                            if (wireType !== 5)
                                break;
                            if (!(message.tokens && message.tokens.length))
                                message.tokens = [];
                            message.tokens.push(reader.float());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LayerHeat;
        })();

        v1.BlockEvents = (function() {

            /**
             * Properties of a BlockEvents.
             * @typedef {Object} fulgur.v1.BlockEvents.$Properties
             * @property {string|null} [producerId] BlockEvents producerId
             * @property {number|null} [sequence] BlockEvents sequence
             * @property {number|null} [incarnation] BlockEvents incarnation
             * @property {Uint8Array|null} [storedKeys] BlockEvents storedKeys
             * @property {Uint8Array|null} [evictedKeys] BlockEvents evictedKeys
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a BlockEvents.
             * @memberof fulgur.v1
             * @interface IBlockEvents
             * @augments fulgur.v1.BlockEvents.$Properties
             * @deprecated Use fulgur.v1.BlockEvents.$Properties instead.
             */

            /**
             * Shape of a BlockEvents.
             * @typedef {fulgur.v1.BlockEvents.$Properties} fulgur.v1.BlockEvents.$Shape
             */

            /**
             * Constructs a new BlockEvents.
             * @memberof fulgur.v1
             * @classdesc Represents a BlockEvents.
             * @constructor
             * @param {fulgur.v1.BlockEvents.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const BlockEvents = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * BlockEvents producerId.
             * @member {string} producerId
             * @memberof fulgur.v1.BlockEvents
             * @instance
             */
            BlockEvents.prototype.producerId = "";

            /**
             * BlockEvents sequence.
             * @member {number} sequence
             * @memberof fulgur.v1.BlockEvents
             * @instance
             */
            BlockEvents.prototype.sequence = 0;

            /**
             * BlockEvents incarnation.
             * @member {number} incarnation
             * @memberof fulgur.v1.BlockEvents
             * @instance
             */
            BlockEvents.prototype.incarnation = 0;

            /**
             * BlockEvents storedKeys.
             * @member {Uint8Array} storedKeys
             * @memberof fulgur.v1.BlockEvents
             * @instance
             */
            BlockEvents.prototype.storedKeys = $util.newBuffer([]);

            /**
             * BlockEvents evictedKeys.
             * @member {Uint8Array} evictedKeys
             * @memberof fulgur.v1.BlockEvents
             * @instance
             */
            BlockEvents.prototype.evictedKeys = $util.newBuffer([]);

            /**
             * Creates a new BlockEvents instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.BlockEvents
             * @static
             * @param {fulgur.v1.BlockEvents.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.BlockEvents} BlockEvents instance
             * @type {{
             *   (properties: fulgur.v1.BlockEvents.$Shape): fulgur.v1.BlockEvents & fulgur.v1.BlockEvents.$Shape;
             *   (properties?: fulgur.v1.BlockEvents.$Properties): fulgur.v1.BlockEvents;
             * }}
             */
            BlockEvents.create = function(properties) {
                return new BlockEvents(properties);
            };

            /**
             * Encodes the specified BlockEvents message. Does not implicitly {@link fulgur.v1.BlockEvents.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.BlockEvents
             * @static
             * @param {fulgur.v1.BlockEvents.$Properties} message BlockEvents message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            BlockEvents.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.producerId != null && $Object.hasOwnProperty.call(message, "producerId") && message.producerId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.producerId);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.sequence);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && !$Object.is(message.incarnation, 0))
                    writer.uint32(/* id 3, wireType 1 =*/25).double(message.incarnation);
                if (message.storedKeys != null && $Object.hasOwnProperty.call(message, "storedKeys") && message.storedKeys.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.storedKeys);
                if (message.evictedKeys != null && $Object.hasOwnProperty.call(message, "evictedKeys") && message.evictedKeys.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.evictedKeys);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a BlockEvents message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.BlockEvents
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.BlockEvents & fulgur.v1.BlockEvents.$Shape} BlockEvents
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            BlockEvents.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.BlockEvents();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.producerId = value;
                            else
                                delete message.producerId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.storedKeys = value;
                            else
                                delete message.storedKeys;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.evictedKeys = value;
                            else
                                delete message.evictedKeys;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return BlockEvents;
        })();

        v1.VerdictEvent = (function() {

            /**
             * Properties of a VerdictEvent.
             * @typedef {Object} fulgur.v1.VerdictEvent.$Properties
             * @property {string|null} [guardId] VerdictEvent guardId
             * @property {string|null} [requestId] VerdictEvent requestId
             * @property {string|null} [tenant] VerdictEvent tenant
             * @property {string|null} [user] VerdictEvent user
             * @property {string|null} [phase] VerdictEvent phase
             * @property {string|null} [action] VerdictEvent action
             * @property {Array.<string>|null} [categories] VerdictEvent categories
             * @property {Array.<string>|null} [detectors] VerdictEvent detectors
             * @property {string|null} [policyVersion] VerdictEvent policyVersion
             * @property {number|null} [atUnixMs] VerdictEvent atUnixMs
             * @property {Array.<fulgur.v1.VerdictFinding.$Properties>|null} [findings] VerdictEvent findings
             * @property {number|null} [choice] VerdictEvent choice
             * @property {string|null} [channel] VerdictEvent channel
             * @property {Object.<string,number>|null} [classifierScores] VerdictEvent classifierScores
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a VerdictEvent.
             * @memberof fulgur.v1
             * @interface IVerdictEvent
             * @augments fulgur.v1.VerdictEvent.$Properties
             * @deprecated Use fulgur.v1.VerdictEvent.$Properties instead.
             */

            /**
             * Shape of a VerdictEvent.
             * @typedef {fulgur.v1.VerdictEvent.$Properties} fulgur.v1.VerdictEvent.$Shape
             */

            /**
             * Constructs a new VerdictEvent.
             * @memberof fulgur.v1
             * @classdesc Represents a VerdictEvent.
             * @constructor
             * @param {fulgur.v1.VerdictEvent.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const VerdictEvent = function (properties) {
                this.categories = [];
                this.detectors = [];
                this.findings = [];
                this.classifierScores = {};
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * VerdictEvent guardId.
             * @member {string} guardId
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.guardId = "";

            /**
             * VerdictEvent requestId.
             * @member {string} requestId
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.requestId = "";

            /**
             * VerdictEvent tenant.
             * @member {string} tenant
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.tenant = "";

            /**
             * VerdictEvent user.
             * @member {string} user
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.user = "";

            /**
             * VerdictEvent phase.
             * @member {string} phase
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.phase = "";

            /**
             * VerdictEvent action.
             * @member {string} action
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.action = "";

            /**
             * VerdictEvent categories.
             * @member {Array.<string>} categories
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.categories = $util.emptyArray;

            /**
             * VerdictEvent detectors.
             * @member {Array.<string>} detectors
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.detectors = $util.emptyArray;

            /**
             * VerdictEvent policyVersion.
             * @member {string} policyVersion
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.policyVersion = "";

            /**
             * VerdictEvent atUnixMs.
             * @member {number} atUnixMs
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.atUnixMs = 0;

            /**
             * VerdictEvent findings.
             * @member {Array.<fulgur.v1.VerdictFinding.$Properties>} findings
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.findings = $util.emptyArray;

            /**
             * VerdictEvent choice.
             * @member {number} choice
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.choice = 0;

            /**
             * VerdictEvent channel.
             * @member {string} channel
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.channel = "";

            /**
             * VerdictEvent classifierScores.
             * @member {Object.<string,number>} classifierScores
             * @memberof fulgur.v1.VerdictEvent
             * @instance
             */
            VerdictEvent.prototype.classifierScores = $util.emptyObject;

            /**
             * Creates a new VerdictEvent instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.VerdictEvent
             * @static
             * @param {fulgur.v1.VerdictEvent.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.VerdictEvent} VerdictEvent instance
             * @type {{
             *   (properties: fulgur.v1.VerdictEvent.$Shape): fulgur.v1.VerdictEvent & fulgur.v1.VerdictEvent.$Shape;
             *   (properties?: fulgur.v1.VerdictEvent.$Properties): fulgur.v1.VerdictEvent;
             * }}
             */
            VerdictEvent.create = function(properties) {
                return new VerdictEvent(properties);
            };

            /**
             * Encodes the specified VerdictEvent message. Does not implicitly {@link fulgur.v1.VerdictEvent.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.VerdictEvent
             * @static
             * @param {fulgur.v1.VerdictEvent.$Properties} message VerdictEvent message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            VerdictEvent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.guardId != null && $Object.hasOwnProperty.call(message, "guardId") && message.guardId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.guardId);
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.requestId);
                if (message.tenant != null && $Object.hasOwnProperty.call(message, "tenant") && message.tenant !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.tenant);
                if (message.user != null && $Object.hasOwnProperty.call(message, "user") && message.user !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.user);
                if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.phase);
                if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.action);
                if (message.categories != null && message.categories.length)
                    for (let i = 0; i < message.categories.length; ++i)
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.categories[i]);
                if (message.detectors != null && message.detectors.length)
                    for (let i = 0; i < message.detectors.length; ++i)
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.detectors[i]);
                if (message.policyVersion != null && $Object.hasOwnProperty.call(message, "policyVersion") && message.policyVersion !== "")
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.policyVersion);
                if (message.atUnixMs != null && $Object.hasOwnProperty.call(message, "atUnixMs") && !$Object.is(message.atUnixMs, 0))
                    writer.uint32(/* id 10, wireType 1 =*/81).double(message.atUnixMs);
                if (message.findings != null && message.findings.length)
                    for (let i = 0; i < message.findings.length; ++i)
                        $root.fulgur.v1.VerdictFinding.encode(message.findings[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.choice != null && $Object.hasOwnProperty.call(message, "choice") && message.choice !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.choice);
                if (message.channel != null && $Object.hasOwnProperty.call(message, "channel") && message.channel !== "")
                    writer.uint32(/* id 14, wireType 2 =*/114).string(message.channel);
                if (message.classifierScores != null && $Object.hasOwnProperty.call(message, "classifierScores"))
                    for (let keys = $Object.keys(message.classifierScores), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 15, wireType 2 =*/122).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 1 =*/17).double(message.classifierScores[keys[i]]).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a VerdictEvent message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.VerdictEvent
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.VerdictEvent & fulgur.v1.VerdictEvent.$Shape} VerdictEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            VerdictEvent.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, key, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.VerdictEvent();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.guardId = value;
                            else
                                delete message.guardId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.tenant = value;
                            else
                                delete message.tenant;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.user = value;
                            else
                                delete message.user;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.phase = value;
                            else
                                delete message.phase;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.action = value;
                            else
                                delete message.action;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.categories && message.categories.length))
                                message.categories = [];
                            message.categories.push(reader.stringVerify());
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if (!(message.detectors && message.detectors.length))
                                message.detectors = [];
                            message.detectors.push(reader.stringVerify());
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.policyVersion = value;
                            else
                                delete message.policyVersion;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.atUnixMs = value;
                            else
                                delete message.atUnixMs;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.findings && message.findings.length))
                                message.findings = [];
                            message.findings.push($root.fulgur.v1.VerdictFinding.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.choice = value;
                            else
                                delete message.choice;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.channel = value;
                            else
                                delete message.channel;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            if (message.classifierScores === $util.emptyObject)
                                message.classifierScores = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = 0;
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 1)
                                        break;
                                    value = reader.double();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.classifierScores, key);
                            message.classifierScores[key] = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return VerdictEvent;
        })();

        v1.VerdictFinding = (function() {

            /**
             * Properties of a VerdictFinding.
             * @typedef {Object} fulgur.v1.VerdictFinding.$Properties
             * @property {string|null} [category] VerdictFinding category
             * @property {string|null} [detector] VerdictFinding detector
             * @property {number|null} [tier] VerdictFinding tier
             * @property {string|null} [reading] VerdictFinding reading
             * @property {string|null} [action] VerdictFinding action
             * @property {number|null} [part] VerdictFinding part
             * @property {number|null} [startOffset] VerdictFinding startOffset
             * @property {number|null} [endOffset] VerdictFinding endOffset
             * @property {string|null} [role] VerdictFinding role
             * @property {number|null} [score] VerdictFinding score
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a VerdictFinding.
             * @memberof fulgur.v1
             * @interface IVerdictFinding
             * @augments fulgur.v1.VerdictFinding.$Properties
             * @deprecated Use fulgur.v1.VerdictFinding.$Properties instead.
             */

            /**
             * Shape of a VerdictFinding.
             * @typedef {fulgur.v1.VerdictFinding.$Properties} fulgur.v1.VerdictFinding.$Shape
             */

            /**
             * Constructs a new VerdictFinding.
             * @memberof fulgur.v1
             * @classdesc Represents a VerdictFinding.
             * @constructor
             * @param {fulgur.v1.VerdictFinding.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const VerdictFinding = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * VerdictFinding category.
             * @member {string} category
             * @memberof fulgur.v1.VerdictFinding
             * @instance
             */
            VerdictFinding.prototype.category = "";

            /**
             * VerdictFinding detector.
             * @member {string} detector
             * @memberof fulgur.v1.VerdictFinding
             * @instance
             */
            VerdictFinding.prototype.detector = "";

            /**
             * VerdictFinding tier.
             * @member {number} tier
             * @memberof fulgur.v1.VerdictFinding
             * @instance
             */
            VerdictFinding.prototype.tier = 0;

            /**
             * VerdictFinding reading.
             * @member {string} reading
             * @memberof fulgur.v1.VerdictFinding
             * @instance
             */
            VerdictFinding.prototype.reading = "";

            /**
             * VerdictFinding action.
             * @member {string} action
             * @memberof fulgur.v1.VerdictFinding
             * @instance
             */
            VerdictFinding.prototype.action = "";

            /**
             * VerdictFinding part.
             * @member {number} part
             * @memberof fulgur.v1.VerdictFinding
             * @instance
             */
            VerdictFinding.prototype.part = 0;

            /**
             * VerdictFinding startOffset.
             * @member {number} startOffset
             * @memberof fulgur.v1.VerdictFinding
             * @instance
             */
            VerdictFinding.prototype.startOffset = 0;

            /**
             * VerdictFinding endOffset.
             * @member {number} endOffset
             * @memberof fulgur.v1.VerdictFinding
             * @instance
             */
            VerdictFinding.prototype.endOffset = 0;

            /**
             * VerdictFinding role.
             * @member {string} role
             * @memberof fulgur.v1.VerdictFinding
             * @instance
             */
            VerdictFinding.prototype.role = "";

            /**
             * VerdictFinding score.
             * @member {number} score
             * @memberof fulgur.v1.VerdictFinding
             * @instance
             */
            VerdictFinding.prototype.score = 0;

            /**
             * Creates a new VerdictFinding instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.VerdictFinding
             * @static
             * @param {fulgur.v1.VerdictFinding.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.VerdictFinding} VerdictFinding instance
             * @type {{
             *   (properties: fulgur.v1.VerdictFinding.$Shape): fulgur.v1.VerdictFinding & fulgur.v1.VerdictFinding.$Shape;
             *   (properties?: fulgur.v1.VerdictFinding.$Properties): fulgur.v1.VerdictFinding;
             * }}
             */
            VerdictFinding.create = function(properties) {
                return new VerdictFinding(properties);
            };

            /**
             * Encodes the specified VerdictFinding message. Does not implicitly {@link fulgur.v1.VerdictFinding.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.VerdictFinding
             * @static
             * @param {fulgur.v1.VerdictFinding.$Properties} message VerdictFinding message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            VerdictFinding.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.category != null && $Object.hasOwnProperty.call(message, "category") && message.category !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.category);
                if (message.detector != null && $Object.hasOwnProperty.call(message, "detector") && message.detector !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.detector);
                if (message.tier != null && $Object.hasOwnProperty.call(message, "tier") && message.tier !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.tier);
                if (message.reading != null && $Object.hasOwnProperty.call(message, "reading") && message.reading !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.reading);
                if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.action);
                if (message.part != null && $Object.hasOwnProperty.call(message, "part") && message.part !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.part);
                if (message.startOffset != null && $Object.hasOwnProperty.call(message, "startOffset") && message.startOffset !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.startOffset);
                if (message.endOffset != null && $Object.hasOwnProperty.call(message, "endOffset") && message.endOffset !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.endOffset);
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== "")
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.role);
                if (message.score != null && $Object.hasOwnProperty.call(message, "score") && !$Object.is(message.score, 0))
                    writer.uint32(/* id 11, wireType 1 =*/89).double(message.score);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a VerdictFinding message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.VerdictFinding
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.VerdictFinding & fulgur.v1.VerdictFinding.$Shape} VerdictFinding
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            VerdictFinding.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.VerdictFinding();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.category = value;
                            else
                                delete message.category;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.detector = value;
                            else
                                delete message.detector;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.tier = value;
                            else
                                delete message.tier;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reading = value;
                            else
                                delete message.reading;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.action = value;
                            else
                                delete message.action;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.part = value;
                            else
                                delete message.part;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.startOffset = value;
                            else
                                delete message.startOffset;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.endOffset = value;
                            else
                                delete message.endOffset;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.role = value;
                            else
                                delete message.role;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.score = value;
                            else
                                delete message.score;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return VerdictFinding;
        })();

        v1.SuspectEvent = (function() {

            /**
             * Properties of a SuspectEvent.
             * @typedef {Object} fulgur.v1.SuspectEvent.$Properties
             * @property {string|null} [reporterId] SuspectEvent reporterId
             * @property {string|null} [service] SuspectEvent service
             * @property {string|null} [id] SuspectEvent id
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SuspectEvent.
             * @memberof fulgur.v1
             * @interface ISuspectEvent
             * @augments fulgur.v1.SuspectEvent.$Properties
             * @deprecated Use fulgur.v1.SuspectEvent.$Properties instead.
             */

            /**
             * Shape of a SuspectEvent.
             * @typedef {fulgur.v1.SuspectEvent.$Properties} fulgur.v1.SuspectEvent.$Shape
             */

            /**
             * Constructs a new SuspectEvent.
             * @memberof fulgur.v1
             * @classdesc Represents a SuspectEvent.
             * @constructor
             * @param {fulgur.v1.SuspectEvent.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SuspectEvent = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SuspectEvent reporterId.
             * @member {string} reporterId
             * @memberof fulgur.v1.SuspectEvent
             * @instance
             */
            SuspectEvent.prototype.reporterId = "";

            /**
             * SuspectEvent service.
             * @member {string} service
             * @memberof fulgur.v1.SuspectEvent
             * @instance
             */
            SuspectEvent.prototype.service = "";

            /**
             * SuspectEvent id.
             * @member {string} id
             * @memberof fulgur.v1.SuspectEvent
             * @instance
             */
            SuspectEvent.prototype.id = "";

            /**
             * Creates a new SuspectEvent instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.SuspectEvent
             * @static
             * @param {fulgur.v1.SuspectEvent.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.SuspectEvent} SuspectEvent instance
             * @type {{
             *   (properties: fulgur.v1.SuspectEvent.$Shape): fulgur.v1.SuspectEvent & fulgur.v1.SuspectEvent.$Shape;
             *   (properties?: fulgur.v1.SuspectEvent.$Properties): fulgur.v1.SuspectEvent;
             * }}
             */
            SuspectEvent.create = function(properties) {
                return new SuspectEvent(properties);
            };

            /**
             * Encodes the specified SuspectEvent message. Does not implicitly {@link fulgur.v1.SuspectEvent.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.SuspectEvent
             * @static
             * @param {fulgur.v1.SuspectEvent.$Properties} message SuspectEvent message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SuspectEvent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reporterId != null && $Object.hasOwnProperty.call(message, "reporterId") && message.reporterId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.reporterId);
                if (message.service != null && $Object.hasOwnProperty.call(message, "service") && message.service !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.service);
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.id);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SuspectEvent message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.SuspectEvent
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.SuspectEvent & fulgur.v1.SuspectEvent.$Shape} SuspectEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SuspectEvent.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.SuspectEvent();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reporterId = value;
                            else
                                delete message.reporterId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.service = value;
                            else
                                delete message.service;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SuspectEvent;
        })();

        v1.GetStatusRequest = (function() {

            /**
             * Properties of a GetStatusRequest.
             * @typedef {Object} fulgur.v1.GetStatusRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetStatusRequest.
             * @memberof fulgur.v1
             * @interface IGetStatusRequest
             * @augments fulgur.v1.GetStatusRequest.$Properties
             * @deprecated Use fulgur.v1.GetStatusRequest.$Properties instead.
             */

            /**
             * Shape of a GetStatusRequest.
             * @typedef {fulgur.v1.GetStatusRequest.$Properties} fulgur.v1.GetStatusRequest.$Shape
             */

            /**
             * Constructs a new GetStatusRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a GetStatusRequest.
             * @constructor
             * @param {fulgur.v1.GetStatusRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetStatusRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new GetStatusRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.GetStatusRequest
             * @static
             * @param {fulgur.v1.GetStatusRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.GetStatusRequest} GetStatusRequest instance
             * @type {{
             *   (properties: fulgur.v1.GetStatusRequest.$Shape): fulgur.v1.GetStatusRequest & fulgur.v1.GetStatusRequest.$Shape;
             *   (properties?: fulgur.v1.GetStatusRequest.$Properties): fulgur.v1.GetStatusRequest;
             * }}
             */
            GetStatusRequest.create = function(properties) {
                return new GetStatusRequest(properties);
            };

            /**
             * Encodes the specified GetStatusRequest message. Does not implicitly {@link fulgur.v1.GetStatusRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.GetStatusRequest
             * @static
             * @param {fulgur.v1.GetStatusRequest.$Properties} message GetStatusRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetStatusRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetStatusRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.GetStatusRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.GetStatusRequest & fulgur.v1.GetStatusRequest.$Shape} GetStatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetStatusRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.GetStatusRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetStatusRequest;
        })();

        v1.ClusterStatus = (function() {

            /**
             * Properties of a ClusterStatus.
             * @typedef {Object} fulgur.v1.ClusterStatus.$Properties
             * @property {Array.<fulgur.v1.Member.$Properties>|null} [members] ClusterStatus members
             * @property {string|null} [leaderId] ClusterStatus leaderId
             * @property {number|null} [planEpoch] ClusterStatus planEpoch
             * @property {number|null} [targetEpoch] ClusterStatus targetEpoch
             * @property {string|null} [modelId] ClusterStatus modelId
             * @property {string|null} [modelFingerprint] ClusterStatus modelFingerprint
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ClusterStatus.
             * @memberof fulgur.v1
             * @interface IClusterStatus
             * @augments fulgur.v1.ClusterStatus.$Properties
             * @deprecated Use fulgur.v1.ClusterStatus.$Properties instead.
             */

            /**
             * Shape of a ClusterStatus.
             * @typedef {fulgur.v1.ClusterStatus.$Properties} fulgur.v1.ClusterStatus.$Shape
             */

            /**
             * Constructs a new ClusterStatus.
             * @memberof fulgur.v1
             * @classdesc Represents a ClusterStatus.
             * @constructor
             * @param {fulgur.v1.ClusterStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ClusterStatus = function (properties) {
                this.members = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ClusterStatus members.
             * @member {Array.<fulgur.v1.Member.$Properties>} members
             * @memberof fulgur.v1.ClusterStatus
             * @instance
             */
            ClusterStatus.prototype.members = $util.emptyArray;

            /**
             * ClusterStatus leaderId.
             * @member {string} leaderId
             * @memberof fulgur.v1.ClusterStatus
             * @instance
             */
            ClusterStatus.prototype.leaderId = "";

            /**
             * ClusterStatus planEpoch.
             * @member {number} planEpoch
             * @memberof fulgur.v1.ClusterStatus
             * @instance
             */
            ClusterStatus.prototype.planEpoch = 0;

            /**
             * ClusterStatus targetEpoch.
             * @member {number} targetEpoch
             * @memberof fulgur.v1.ClusterStatus
             * @instance
             */
            ClusterStatus.prototype.targetEpoch = 0;

            /**
             * ClusterStatus modelId.
             * @member {string} modelId
             * @memberof fulgur.v1.ClusterStatus
             * @instance
             */
            ClusterStatus.prototype.modelId = "";

            /**
             * ClusterStatus modelFingerprint.
             * @member {string} modelFingerprint
             * @memberof fulgur.v1.ClusterStatus
             * @instance
             */
            ClusterStatus.prototype.modelFingerprint = "";

            /**
             * Creates a new ClusterStatus instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ClusterStatus
             * @static
             * @param {fulgur.v1.ClusterStatus.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ClusterStatus} ClusterStatus instance
             * @type {{
             *   (properties: fulgur.v1.ClusterStatus.$Shape): fulgur.v1.ClusterStatus & fulgur.v1.ClusterStatus.$Shape;
             *   (properties?: fulgur.v1.ClusterStatus.$Properties): fulgur.v1.ClusterStatus;
             * }}
             */
            ClusterStatus.create = function(properties) {
                return new ClusterStatus(properties);
            };

            /**
             * Encodes the specified ClusterStatus message. Does not implicitly {@link fulgur.v1.ClusterStatus.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ClusterStatus
             * @static
             * @param {fulgur.v1.ClusterStatus.$Properties} message ClusterStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ClusterStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.members != null && message.members.length)
                    for (let i = 0; i < message.members.length; ++i)
                        $root.fulgur.v1.Member.encode(message.members[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.leaderId != null && $Object.hasOwnProperty.call(message, "leaderId") && message.leaderId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.leaderId);
                if (message.planEpoch != null && $Object.hasOwnProperty.call(message, "planEpoch") && message.planEpoch !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.planEpoch);
                if (message.targetEpoch != null && $Object.hasOwnProperty.call(message, "targetEpoch") && message.targetEpoch !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.targetEpoch);
                if (message.modelId != null && $Object.hasOwnProperty.call(message, "modelId") && message.modelId !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.modelId);
                if (message.modelFingerprint != null && $Object.hasOwnProperty.call(message, "modelFingerprint") && message.modelFingerprint !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.modelFingerprint);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ClusterStatus message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ClusterStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ClusterStatus & fulgur.v1.ClusterStatus.$Shape} ClusterStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ClusterStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ClusterStatus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.members && message.members.length))
                                message.members = [];
                            message.members.push($root.fulgur.v1.Member.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.leaderId = value;
                            else
                                delete message.leaderId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.planEpoch = value;
                            else
                                delete message.planEpoch;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.targetEpoch = value;
                            else
                                delete message.targetEpoch;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.modelId = value;
                            else
                                delete message.modelId;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.modelFingerprint = value;
                            else
                                delete message.modelFingerprint;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ClusterStatus;
        })();

        /**
         * DType enum.
         * @name fulgur.v1.DType
         * @enum {number}
         * @property {number} DTYPE_UNSPECIFIED=0 DTYPE_UNSPECIFIED value
         * @property {number} DTYPE_BF16=1 DTYPE_BF16 value
         * @property {number} DTYPE_F32=2 DTYPE_F32 value
         * @property {number} DTYPE_Q8_0=3 DTYPE_Q8_0 value
         */
        v1.DType = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DTYPE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "DTYPE_BF16"] = 1;
            values[valuesById[2] = "DTYPE_F32"] = 2;
            values[valuesById[3] = "DTYPE_Q8_0"] = 3;
            return values;
        })();

        v1.ActivationBatch = (function() {

            /**
             * Properties of an ActivationBatch.
             * @typedef {Object} fulgur.v1.ActivationBatch.$Properties
             * @property {number|null} [callId] ActivationBatch callId
             * @property {number|null} [epoch] ActivationBatch epoch
             * @property {number|null} [layer] ActivationBatch layer
             * @property {number|null} [microBatch] ActivationBatch microBatch
             * @property {number|null} [rows] ActivationBatch rows
             * @property {fulgur.v1.DType|null} [dtype] ActivationBatch dtype
             * @property {Uint8Array|null} [hidden] ActivationBatch hidden
             * @property {Uint8Array|null} [rowIndex] ActivationBatch rowIndex
             * @property {Uint8Array|null} [expertId] ActivationBatch expertId
             * @property {Uint8Array|null} [weight] ActivationBatch weight
             * @property {number|null} [deadlineUnixMs] ActivationBatch deadlineUnixMs
             * @property {string|null} [traceparent] ActivationBatch traceparent
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ActivationBatch.
             * @memberof fulgur.v1
             * @interface IActivationBatch
             * @augments fulgur.v1.ActivationBatch.$Properties
             * @deprecated Use fulgur.v1.ActivationBatch.$Properties instead.
             */

            /**
             * Shape of an ActivationBatch.
             * @typedef {fulgur.v1.ActivationBatch.$Properties} fulgur.v1.ActivationBatch.$Shape
             */

            /**
             * Constructs a new ActivationBatch.
             * @memberof fulgur.v1
             * @classdesc Represents an ActivationBatch.
             * @constructor
             * @param {fulgur.v1.ActivationBatch.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ActivationBatch = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ActivationBatch callId.
             * @member {number} callId
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.callId = 0;

            /**
             * ActivationBatch epoch.
             * @member {number} epoch
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.epoch = 0;

            /**
             * ActivationBatch layer.
             * @member {number} layer
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.layer = 0;

            /**
             * ActivationBatch microBatch.
             * @member {number} microBatch
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.microBatch = 0;

            /**
             * ActivationBatch rows.
             * @member {number} rows
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.rows = 0;

            /**
             * ActivationBatch dtype.
             * @member {fulgur.v1.DType} dtype
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.dtype = 0;

            /**
             * ActivationBatch hidden.
             * @member {Uint8Array} hidden
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.hidden = $util.newBuffer([]);

            /**
             * ActivationBatch rowIndex.
             * @member {Uint8Array} rowIndex
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.rowIndex = $util.newBuffer([]);

            /**
             * ActivationBatch expertId.
             * @member {Uint8Array} expertId
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.expertId = $util.newBuffer([]);

            /**
             * ActivationBatch weight.
             * @member {Uint8Array} weight
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.weight = $util.newBuffer([]);

            /**
             * ActivationBatch deadlineUnixMs.
             * @member {number} deadlineUnixMs
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.deadlineUnixMs = 0;

            /**
             * ActivationBatch traceparent.
             * @member {string} traceparent
             * @memberof fulgur.v1.ActivationBatch
             * @instance
             */
            ActivationBatch.prototype.traceparent = "";

            /**
             * Creates a new ActivationBatch instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ActivationBatch
             * @static
             * @param {fulgur.v1.ActivationBatch.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ActivationBatch} ActivationBatch instance
             * @type {{
             *   (properties: fulgur.v1.ActivationBatch.$Shape): fulgur.v1.ActivationBatch & fulgur.v1.ActivationBatch.$Shape;
             *   (properties?: fulgur.v1.ActivationBatch.$Properties): fulgur.v1.ActivationBatch;
             * }}
             */
            ActivationBatch.create = function(properties) {
                return new ActivationBatch(properties);
            };

            /**
             * Encodes the specified ActivationBatch message. Does not implicitly {@link fulgur.v1.ActivationBatch.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ActivationBatch
             * @static
             * @param {fulgur.v1.ActivationBatch.$Properties} message ActivationBatch message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ActivationBatch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.callId != null && $Object.hasOwnProperty.call(message, "callId") && message.callId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.callId);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.epoch);
                if (message.layer != null && $Object.hasOwnProperty.call(message, "layer") && message.layer !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.layer);
                if (message.microBatch != null && $Object.hasOwnProperty.call(message, "microBatch") && message.microBatch !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.microBatch);
                if (message.rows != null && $Object.hasOwnProperty.call(message, "rows") && message.rows !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.rows);
                if (message.dtype != null && $Object.hasOwnProperty.call(message, "dtype") && message.dtype !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).int32(message.dtype);
                if (message.hidden != null && $Object.hasOwnProperty.call(message, "hidden") && message.hidden.length)
                    writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.hidden);
                if (message.rowIndex != null && $Object.hasOwnProperty.call(message, "rowIndex") && message.rowIndex.length)
                    writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.rowIndex);
                if (message.expertId != null && $Object.hasOwnProperty.call(message, "expertId") && message.expertId.length)
                    writer.uint32(/* id 9, wireType 2 =*/74).bytes(message.expertId);
                if (message.weight != null && $Object.hasOwnProperty.call(message, "weight") && message.weight.length)
                    writer.uint32(/* id 10, wireType 2 =*/82).bytes(message.weight);
                if (message.deadlineUnixMs != null && $Object.hasOwnProperty.call(message, "deadlineUnixMs") && !$Object.is(message.deadlineUnixMs, 0))
                    writer.uint32(/* id 11, wireType 1 =*/89).double(message.deadlineUnixMs);
                if (message.traceparent != null && $Object.hasOwnProperty.call(message, "traceparent") && message.traceparent !== "")
                    writer.uint32(/* id 12, wireType 2 =*/98).string(message.traceparent);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ActivationBatch message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ActivationBatch
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ActivationBatch & fulgur.v1.ActivationBatch.$Shape} ActivationBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ActivationBatch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ActivationBatch();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.callId = value;
                            else
                                delete message.callId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.layer = value;
                            else
                                delete message.layer;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.microBatch = value;
                            else
                                delete message.microBatch;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rows = value;
                            else
                                delete message.rows;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.dtype = value;
                            else
                                delete message.dtype;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.hidden = value;
                            else
                                delete message.hidden;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.rowIndex = value;
                            else
                                delete message.rowIndex;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.expertId = value;
                            else
                                delete message.expertId;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.weight = value;
                            else
                                delete message.weight;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.deadlineUnixMs = value;
                            else
                                delete message.deadlineUnixMs;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.traceparent = value;
                            else
                                delete message.traceparent;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ActivationBatch;
        })();

        v1.ExpertOutput = (function() {

            /**
             * Properties of an ExpertOutput.
             * @typedef {Object} fulgur.v1.ExpertOutput.$Properties
             * @property {number|null} [callId] ExpertOutput callId
             * @property {fulgur.v1.DType|null} [dtype] ExpertOutput dtype
             * @property {Uint8Array|null} [partial] ExpertOutput partial
             * @property {number|null} [computeUs] ExpertOutput computeUs
             * @property {number|null} [errorCode] ExpertOutput errorCode
             * @property {string|null} [errorMessage] ExpertOutput errorMessage
             * @property {Array.<number>|null} [missingExperts] ExpertOutput missingExperts
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ExpertOutput.
             * @memberof fulgur.v1
             * @interface IExpertOutput
             * @augments fulgur.v1.ExpertOutput.$Properties
             * @deprecated Use fulgur.v1.ExpertOutput.$Properties instead.
             */

            /**
             * Shape of an ExpertOutput.
             * @typedef {fulgur.v1.ExpertOutput.$Properties} fulgur.v1.ExpertOutput.$Shape
             */

            /**
             * Constructs a new ExpertOutput.
             * @memberof fulgur.v1
             * @classdesc Represents an ExpertOutput.
             * @constructor
             * @param {fulgur.v1.ExpertOutput.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ExpertOutput = function (properties) {
                this.missingExperts = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ExpertOutput callId.
             * @member {number} callId
             * @memberof fulgur.v1.ExpertOutput
             * @instance
             */
            ExpertOutput.prototype.callId = 0;

            /**
             * ExpertOutput dtype.
             * @member {fulgur.v1.DType} dtype
             * @memberof fulgur.v1.ExpertOutput
             * @instance
             */
            ExpertOutput.prototype.dtype = 0;

            /**
             * ExpertOutput partial.
             * @member {Uint8Array} partial
             * @memberof fulgur.v1.ExpertOutput
             * @instance
             */
            ExpertOutput.prototype.partial = $util.newBuffer([]);

            /**
             * ExpertOutput computeUs.
             * @member {number} computeUs
             * @memberof fulgur.v1.ExpertOutput
             * @instance
             */
            ExpertOutput.prototype.computeUs = 0;

            /**
             * ExpertOutput errorCode.
             * @member {number} errorCode
             * @memberof fulgur.v1.ExpertOutput
             * @instance
             */
            ExpertOutput.prototype.errorCode = 0;

            /**
             * ExpertOutput errorMessage.
             * @member {string} errorMessage
             * @memberof fulgur.v1.ExpertOutput
             * @instance
             */
            ExpertOutput.prototype.errorMessage = "";

            /**
             * ExpertOutput missingExperts.
             * @member {Array.<number>} missingExperts
             * @memberof fulgur.v1.ExpertOutput
             * @instance
             */
            ExpertOutput.prototype.missingExperts = $util.emptyArray;

            /**
             * Creates a new ExpertOutput instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ExpertOutput
             * @static
             * @param {fulgur.v1.ExpertOutput.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ExpertOutput} ExpertOutput instance
             * @type {{
             *   (properties: fulgur.v1.ExpertOutput.$Shape): fulgur.v1.ExpertOutput & fulgur.v1.ExpertOutput.$Shape;
             *   (properties?: fulgur.v1.ExpertOutput.$Properties): fulgur.v1.ExpertOutput;
             * }}
             */
            ExpertOutput.create = function(properties) {
                return new ExpertOutput(properties);
            };

            /**
             * Encodes the specified ExpertOutput message. Does not implicitly {@link fulgur.v1.ExpertOutput.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ExpertOutput
             * @static
             * @param {fulgur.v1.ExpertOutput.$Properties} message ExpertOutput message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ExpertOutput.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.callId != null && $Object.hasOwnProperty.call(message, "callId") && message.callId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.callId);
                if (message.dtype != null && $Object.hasOwnProperty.call(message, "dtype") && message.dtype !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.dtype);
                if (message.partial != null && $Object.hasOwnProperty.call(message, "partial") && message.partial.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.partial);
                if (message.computeUs != null && $Object.hasOwnProperty.call(message, "computeUs") && message.computeUs !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.computeUs);
                if (message.errorCode != null && $Object.hasOwnProperty.call(message, "errorCode") && message.errorCode !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.errorCode);
                if (message.errorMessage != null && $Object.hasOwnProperty.call(message, "errorMessage") && message.errorMessage !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.errorMessage);
                if (message.missingExperts != null && message.missingExperts.length)
                    writer.uint32(/* id 7, wireType 2 =*/58).uint32s(message.missingExperts);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ExpertOutput message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ExpertOutput
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ExpertOutput & fulgur.v1.ExpertOutput.$Shape} ExpertOutput
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ExpertOutput.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ExpertOutput();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.callId = value;
                            else
                                delete message.callId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.dtype = value;
                            else
                                delete message.dtype;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.partial = value;
                            else
                                delete message.partial;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.computeUs = value;
                            else
                                delete message.computeUs;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.errorCode = value;
                            else
                                delete message.errorCode;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.errorMessage = value;
                            else
                                delete message.errorMessage;
                            continue;
                        }
                    case 7: {
                            if (wireType === 2) {
                                if (!(message.missingExperts && message.missingExperts.length))
                                    message.missingExperts = [];
                                reader.uint32s(message.missingExperts);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.missingExperts && message.missingExperts.length))
                                message.missingExperts = [];
                            message.missingExperts.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ExpertOutput;
        })();

        v1.RowsOffer = (function() {

            /**
             * Properties of a RowsOffer.
             * @typedef {Object} fulgur.v1.RowsOffer.$Properties
             * @property {string|null} [machine] RowsOffer machine
             * @property {number|null} [pid] RowsOffer pid
             * @property {number|null} [descriptor] RowsOffer descriptor
             * @property {Uint8Array|null} [secret] RowsOffer secret
             * @property {number|null} [hidden] RowsOffer hidden
             * @property {number|null} [rowsMax] RowsOffer rowsMax
             * @property {number|null} [pairsMax] RowsOffer pairsMax
             * @property {number|null} [slots] RowsOffer slots
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RowsOffer.
             * @memberof fulgur.v1
             * @interface IRowsOffer
             * @augments fulgur.v1.RowsOffer.$Properties
             * @deprecated Use fulgur.v1.RowsOffer.$Properties instead.
             */

            /**
             * Shape of a RowsOffer.
             * @typedef {fulgur.v1.RowsOffer.$Properties} fulgur.v1.RowsOffer.$Shape
             */

            /**
             * Constructs a new RowsOffer.
             * @memberof fulgur.v1
             * @classdesc Represents a RowsOffer.
             * @constructor
             * @param {fulgur.v1.RowsOffer.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RowsOffer = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RowsOffer machine.
             * @member {string} machine
             * @memberof fulgur.v1.RowsOffer
             * @instance
             */
            RowsOffer.prototype.machine = "";

            /**
             * RowsOffer pid.
             * @member {number} pid
             * @memberof fulgur.v1.RowsOffer
             * @instance
             */
            RowsOffer.prototype.pid = 0;

            /**
             * RowsOffer descriptor.
             * @member {number} descriptor
             * @memberof fulgur.v1.RowsOffer
             * @instance
             */
            RowsOffer.prototype.descriptor = 0;

            /**
             * RowsOffer secret.
             * @member {Uint8Array} secret
             * @memberof fulgur.v1.RowsOffer
             * @instance
             */
            RowsOffer.prototype.secret = $util.newBuffer([]);

            /**
             * RowsOffer hidden.
             * @member {number} hidden
             * @memberof fulgur.v1.RowsOffer
             * @instance
             */
            RowsOffer.prototype.hidden = 0;

            /**
             * RowsOffer rowsMax.
             * @member {number} rowsMax
             * @memberof fulgur.v1.RowsOffer
             * @instance
             */
            RowsOffer.prototype.rowsMax = 0;

            /**
             * RowsOffer pairsMax.
             * @member {number} pairsMax
             * @memberof fulgur.v1.RowsOffer
             * @instance
             */
            RowsOffer.prototype.pairsMax = 0;

            /**
             * RowsOffer slots.
             * @member {number} slots
             * @memberof fulgur.v1.RowsOffer
             * @instance
             */
            RowsOffer.prototype.slots = 0;

            /**
             * Creates a new RowsOffer instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.RowsOffer
             * @static
             * @param {fulgur.v1.RowsOffer.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.RowsOffer} RowsOffer instance
             * @type {{
             *   (properties: fulgur.v1.RowsOffer.$Shape): fulgur.v1.RowsOffer & fulgur.v1.RowsOffer.$Shape;
             *   (properties?: fulgur.v1.RowsOffer.$Properties): fulgur.v1.RowsOffer;
             * }}
             */
            RowsOffer.create = function(properties) {
                return new RowsOffer(properties);
            };

            /**
             * Encodes the specified RowsOffer message. Does not implicitly {@link fulgur.v1.RowsOffer.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.RowsOffer
             * @static
             * @param {fulgur.v1.RowsOffer.$Properties} message RowsOffer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RowsOffer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.machine != null && $Object.hasOwnProperty.call(message, "machine") && message.machine !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.machine);
                if (message.pid != null && $Object.hasOwnProperty.call(message, "pid") && message.pid !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.pid);
                if (message.descriptor != null && $Object.hasOwnProperty.call(message, "descriptor") && message.descriptor !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.descriptor);
                if (message.secret != null && $Object.hasOwnProperty.call(message, "secret") && message.secret.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.secret);
                if (message.hidden != null && $Object.hasOwnProperty.call(message, "hidden") && message.hidden !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.hidden);
                if (message.rowsMax != null && $Object.hasOwnProperty.call(message, "rowsMax") && message.rowsMax !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.rowsMax);
                if (message.pairsMax != null && $Object.hasOwnProperty.call(message, "pairsMax") && message.pairsMax !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.pairsMax);
                if (message.slots != null && $Object.hasOwnProperty.call(message, "slots") && message.slots !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.slots);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RowsOffer message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.RowsOffer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.RowsOffer & fulgur.v1.RowsOffer.$Shape} RowsOffer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RowsOffer.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.RowsOffer();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.machine = value;
                            else
                                delete message.machine;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.pid = value;
                            else
                                delete message.pid;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.descriptor = value;
                            else
                                delete message.descriptor;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.secret = value;
                            else
                                delete message.secret;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.hidden = value;
                            else
                                delete message.hidden;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rowsMax = value;
                            else
                                delete message.rowsMax;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.pairsMax = value;
                            else
                                delete message.pairsMax;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.slots = value;
                            else
                                delete message.slots;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RowsOffer;
        })();

        v1.RowsAnswer = (function() {

            /**
             * Properties of a RowsAnswer.
             * @typedef {Object} fulgur.v1.RowsAnswer.$Properties
             * @property {string|null} [refusal] RowsAnswer refusal
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RowsAnswer.
             * @memberof fulgur.v1
             * @interface IRowsAnswer
             * @augments fulgur.v1.RowsAnswer.$Properties
             * @deprecated Use fulgur.v1.RowsAnswer.$Properties instead.
             */

            /**
             * Shape of a RowsAnswer.
             * @typedef {fulgur.v1.RowsAnswer.$Properties} fulgur.v1.RowsAnswer.$Shape
             */

            /**
             * Constructs a new RowsAnswer.
             * @memberof fulgur.v1
             * @classdesc Represents a RowsAnswer.
             * @constructor
             * @param {fulgur.v1.RowsAnswer.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RowsAnswer = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RowsAnswer refusal.
             * @member {string} refusal
             * @memberof fulgur.v1.RowsAnswer
             * @instance
             */
            RowsAnswer.prototype.refusal = "";

            /**
             * Creates a new RowsAnswer instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.RowsAnswer
             * @static
             * @param {fulgur.v1.RowsAnswer.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.RowsAnswer} RowsAnswer instance
             * @type {{
             *   (properties: fulgur.v1.RowsAnswer.$Shape): fulgur.v1.RowsAnswer & fulgur.v1.RowsAnswer.$Shape;
             *   (properties?: fulgur.v1.RowsAnswer.$Properties): fulgur.v1.RowsAnswer;
             * }}
             */
            RowsAnswer.create = function(properties) {
                return new RowsAnswer(properties);
            };

            /**
             * Encodes the specified RowsAnswer message. Does not implicitly {@link fulgur.v1.RowsAnswer.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.RowsAnswer
             * @static
             * @param {fulgur.v1.RowsAnswer.$Properties} message RowsAnswer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RowsAnswer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal") && message.refusal !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.refusal);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RowsAnswer message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.RowsAnswer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.RowsAnswer & fulgur.v1.RowsAnswer.$Shape} RowsAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RowsAnswer.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.RowsAnswer();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.refusal = value;
                            else
                                delete message.refusal;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RowsAnswer;
        })();

        v1.GetResidencyRequest = (function() {

            /**
             * Properties of a GetResidencyRequest.
             * @typedef {Object} fulgur.v1.GetResidencyRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetResidencyRequest.
             * @memberof fulgur.v1
             * @interface IGetResidencyRequest
             * @augments fulgur.v1.GetResidencyRequest.$Properties
             * @deprecated Use fulgur.v1.GetResidencyRequest.$Properties instead.
             */

            /**
             * Shape of a GetResidencyRequest.
             * @typedef {fulgur.v1.GetResidencyRequest.$Properties} fulgur.v1.GetResidencyRequest.$Shape
             */

            /**
             * Constructs a new GetResidencyRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a GetResidencyRequest.
             * @constructor
             * @param {fulgur.v1.GetResidencyRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetResidencyRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new GetResidencyRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.GetResidencyRequest
             * @static
             * @param {fulgur.v1.GetResidencyRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.GetResidencyRequest} GetResidencyRequest instance
             * @type {{
             *   (properties: fulgur.v1.GetResidencyRequest.$Shape): fulgur.v1.GetResidencyRequest & fulgur.v1.GetResidencyRequest.$Shape;
             *   (properties?: fulgur.v1.GetResidencyRequest.$Properties): fulgur.v1.GetResidencyRequest;
             * }}
             */
            GetResidencyRequest.create = function(properties) {
                return new GetResidencyRequest(properties);
            };

            /**
             * Encodes the specified GetResidencyRequest message. Does not implicitly {@link fulgur.v1.GetResidencyRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.GetResidencyRequest
             * @static
             * @param {fulgur.v1.GetResidencyRequest.$Properties} message GetResidencyRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetResidencyRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetResidencyRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.GetResidencyRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.GetResidencyRequest & fulgur.v1.GetResidencyRequest.$Shape} GetResidencyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetResidencyRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.GetResidencyRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetResidencyRequest;
        })();

        v1.Residency = (function() {

            /**
             * Properties of a Residency.
             * @typedef {Object} fulgur.v1.Residency.$Properties
             * @property {string|null} [modelFingerprint] Residency modelFingerprint
             * @property {number|null} [epoch] Residency epoch
             * @property {Array.<fulgur.v1.LayerResidency.$Properties>|null} [layers] Residency layers
             * @property {number|null} [weightBytes] Residency weightBytes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Residency.
             * @memberof fulgur.v1
             * @interface IResidency
             * @augments fulgur.v1.Residency.$Properties
             * @deprecated Use fulgur.v1.Residency.$Properties instead.
             */

            /**
             * Shape of a Residency.
             * @typedef {fulgur.v1.Residency.$Properties} fulgur.v1.Residency.$Shape
             */

            /**
             * Constructs a new Residency.
             * @memberof fulgur.v1
             * @classdesc Represents a Residency.
             * @constructor
             * @param {fulgur.v1.Residency.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Residency = function (properties) {
                this.layers = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Residency modelFingerprint.
             * @member {string} modelFingerprint
             * @memberof fulgur.v1.Residency
             * @instance
             */
            Residency.prototype.modelFingerprint = "";

            /**
             * Residency epoch.
             * @member {number} epoch
             * @memberof fulgur.v1.Residency
             * @instance
             */
            Residency.prototype.epoch = 0;

            /**
             * Residency layers.
             * @member {Array.<fulgur.v1.LayerResidency.$Properties>} layers
             * @memberof fulgur.v1.Residency
             * @instance
             */
            Residency.prototype.layers = $util.emptyArray;

            /**
             * Residency weightBytes.
             * @member {number} weightBytes
             * @memberof fulgur.v1.Residency
             * @instance
             */
            Residency.prototype.weightBytes = 0;

            /**
             * Creates a new Residency instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.Residency
             * @static
             * @param {fulgur.v1.Residency.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.Residency} Residency instance
             * @type {{
             *   (properties: fulgur.v1.Residency.$Shape): fulgur.v1.Residency & fulgur.v1.Residency.$Shape;
             *   (properties?: fulgur.v1.Residency.$Properties): fulgur.v1.Residency;
             * }}
             */
            Residency.create = function(properties) {
                return new Residency(properties);
            };

            /**
             * Encodes the specified Residency message. Does not implicitly {@link fulgur.v1.Residency.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.Residency
             * @static
             * @param {fulgur.v1.Residency.$Properties} message Residency message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Residency.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.modelFingerprint != null && $Object.hasOwnProperty.call(message, "modelFingerprint") && message.modelFingerprint !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.modelFingerprint);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.epoch);
                if (message.layers != null && message.layers.length)
                    for (let i = 0; i < message.layers.length; ++i)
                        $root.fulgur.v1.LayerResidency.encode(message.layers[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.weightBytes != null && $Object.hasOwnProperty.call(message, "weightBytes") && !$Object.is(message.weightBytes, 0))
                    writer.uint32(/* id 4, wireType 1 =*/33).double(message.weightBytes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Residency message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.Residency
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.Residency & fulgur.v1.Residency.$Shape} Residency
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Residency.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.Residency();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.modelFingerprint = value;
                            else
                                delete message.modelFingerprint;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.layers && message.layers.length))
                                message.layers = [];
                            message.layers.push($root.fulgur.v1.LayerResidency.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.weightBytes = value;
                            else
                                delete message.weightBytes;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Residency;
        })();

        v1.LayerResidency = (function() {

            /**
             * Properties of a LayerResidency.
             * @typedef {Object} fulgur.v1.LayerResidency.$Properties
             * @property {number|null} [layer] LayerResidency layer
             * @property {Array.<number>|null} [experts] LayerResidency experts
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a LayerResidency.
             * @memberof fulgur.v1
             * @interface ILayerResidency
             * @augments fulgur.v1.LayerResidency.$Properties
             * @deprecated Use fulgur.v1.LayerResidency.$Properties instead.
             */

            /**
             * Shape of a LayerResidency.
             * @typedef {fulgur.v1.LayerResidency.$Properties} fulgur.v1.LayerResidency.$Shape
             */

            /**
             * Constructs a new LayerResidency.
             * @memberof fulgur.v1
             * @classdesc Represents a LayerResidency.
             * @constructor
             * @param {fulgur.v1.LayerResidency.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const LayerResidency = function (properties) {
                this.experts = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * LayerResidency layer.
             * @member {number} layer
             * @memberof fulgur.v1.LayerResidency
             * @instance
             */
            LayerResidency.prototype.layer = 0;

            /**
             * LayerResidency experts.
             * @member {Array.<number>} experts
             * @memberof fulgur.v1.LayerResidency
             * @instance
             */
            LayerResidency.prototype.experts = $util.emptyArray;

            /**
             * Creates a new LayerResidency instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.LayerResidency
             * @static
             * @param {fulgur.v1.LayerResidency.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.LayerResidency} LayerResidency instance
             * @type {{
             *   (properties: fulgur.v1.LayerResidency.$Shape): fulgur.v1.LayerResidency & fulgur.v1.LayerResidency.$Shape;
             *   (properties?: fulgur.v1.LayerResidency.$Properties): fulgur.v1.LayerResidency;
             * }}
             */
            LayerResidency.create = function(properties) {
                return new LayerResidency(properties);
            };

            /**
             * Encodes the specified LayerResidency message. Does not implicitly {@link fulgur.v1.LayerResidency.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.LayerResidency
             * @static
             * @param {fulgur.v1.LayerResidency.$Properties} message LayerResidency message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LayerResidency.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.layer != null && $Object.hasOwnProperty.call(message, "layer") && message.layer !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.layer);
                if (message.experts != null && message.experts.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).uint32s(message.experts);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a LayerResidency message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.LayerResidency
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.LayerResidency & fulgur.v1.LayerResidency.$Shape} LayerResidency
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            LayerResidency.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.LayerResidency();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.layer = value;
                            else
                                delete message.layer;
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.experts && message.experts.length))
                                    message.experts = [];
                                reader.uint32s(message.experts);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.experts && message.experts.length))
                                message.experts = [];
                            message.experts.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LayerResidency;
        })();

        /**
         * GuardAction enum.
         * @name fulgur.v1.GuardAction
         * @enum {number}
         * @property {number} GUARD_ACTION_UNSPECIFIED=0 GUARD_ACTION_UNSPECIFIED value
         * @property {number} GUARD_ACTION_ALLOW=1 GUARD_ACTION_ALLOW value
         * @property {number} GUARD_ACTION_FLAG=2 GUARD_ACTION_FLAG value
         * @property {number} GUARD_ACTION_REDACT=3 GUARD_ACTION_REDACT value
         * @property {number} GUARD_ACTION_SAFE_COMPLETION=4 GUARD_ACTION_SAFE_COMPLETION value
         * @property {number} GUARD_ACTION_BLOCK=5 GUARD_ACTION_BLOCK value
         */
        v1.GuardAction = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "GUARD_ACTION_UNSPECIFIED"] = 0;
            values[valuesById[1] = "GUARD_ACTION_ALLOW"] = 1;
            values[valuesById[2] = "GUARD_ACTION_FLAG"] = 2;
            values[valuesById[3] = "GUARD_ACTION_REDACT"] = 3;
            values[valuesById[4] = "GUARD_ACTION_SAFE_COMPLETION"] = 4;
            values[valuesById[5] = "GUARD_ACTION_BLOCK"] = 5;
            return values;
        })();

        v1.AssessPromptRequest = (function() {

            /**
             * Properties of an AssessPromptRequest.
             * @typedef {Object} fulgur.v1.AssessPromptRequest.$Properties
             * @property {string|null} [requestId] AssessPromptRequest requestId
             * @property {string|null} [tenant] AssessPromptRequest tenant
             * @property {string|null} [user] AssessPromptRequest user
             * @property {Array.<fulgur.v1.PromptPart.$Properties>|null} [parts] AssessPromptRequest parts
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AssessPromptRequest.
             * @memberof fulgur.v1
             * @interface IAssessPromptRequest
             * @augments fulgur.v1.AssessPromptRequest.$Properties
             * @deprecated Use fulgur.v1.AssessPromptRequest.$Properties instead.
             */

            /**
             * Shape of an AssessPromptRequest.
             * @typedef {fulgur.v1.AssessPromptRequest.$Properties} fulgur.v1.AssessPromptRequest.$Shape
             */

            /**
             * Constructs a new AssessPromptRequest.
             * @memberof fulgur.v1
             * @classdesc Represents an AssessPromptRequest.
             * @constructor
             * @param {fulgur.v1.AssessPromptRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AssessPromptRequest = function (properties) {
                this.parts = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AssessPromptRequest requestId.
             * @member {string} requestId
             * @memberof fulgur.v1.AssessPromptRequest
             * @instance
             */
            AssessPromptRequest.prototype.requestId = "";

            /**
             * AssessPromptRequest tenant.
             * @member {string} tenant
             * @memberof fulgur.v1.AssessPromptRequest
             * @instance
             */
            AssessPromptRequest.prototype.tenant = "";

            /**
             * AssessPromptRequest user.
             * @member {string} user
             * @memberof fulgur.v1.AssessPromptRequest
             * @instance
             */
            AssessPromptRequest.prototype.user = "";

            /**
             * AssessPromptRequest parts.
             * @member {Array.<fulgur.v1.PromptPart.$Properties>} parts
             * @memberof fulgur.v1.AssessPromptRequest
             * @instance
             */
            AssessPromptRequest.prototype.parts = $util.emptyArray;

            /**
             * Creates a new AssessPromptRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.AssessPromptRequest
             * @static
             * @param {fulgur.v1.AssessPromptRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.AssessPromptRequest} AssessPromptRequest instance
             * @type {{
             *   (properties: fulgur.v1.AssessPromptRequest.$Shape): fulgur.v1.AssessPromptRequest & fulgur.v1.AssessPromptRequest.$Shape;
             *   (properties?: fulgur.v1.AssessPromptRequest.$Properties): fulgur.v1.AssessPromptRequest;
             * }}
             */
            AssessPromptRequest.create = function(properties) {
                return new AssessPromptRequest(properties);
            };

            /**
             * Encodes the specified AssessPromptRequest message. Does not implicitly {@link fulgur.v1.AssessPromptRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.AssessPromptRequest
             * @static
             * @param {fulgur.v1.AssessPromptRequest.$Properties} message AssessPromptRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AssessPromptRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
                if (message.tenant != null && $Object.hasOwnProperty.call(message, "tenant") && message.tenant !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.tenant);
                if (message.user != null && $Object.hasOwnProperty.call(message, "user") && message.user !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.user);
                if (message.parts != null && message.parts.length)
                    for (let i = 0; i < message.parts.length; ++i)
                        $root.fulgur.v1.PromptPart.encode(message.parts[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AssessPromptRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.AssessPromptRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.AssessPromptRequest & fulgur.v1.AssessPromptRequest.$Shape} AssessPromptRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AssessPromptRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.AssessPromptRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.tenant = value;
                            else
                                delete message.tenant;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.user = value;
                            else
                                delete message.user;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.parts && message.parts.length))
                                message.parts = [];
                            message.parts.push($root.fulgur.v1.PromptPart.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AssessPromptRequest;
        })();

        v1.PromptPart = (function() {

            /**
             * Properties of a PromptPart.
             * @typedef {Object} fulgur.v1.PromptPart.$Properties
             * @property {string|null} [role] PromptPart role
             * @property {string|null} [text] PromptPart text
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PromptPart.
             * @memberof fulgur.v1
             * @interface IPromptPart
             * @augments fulgur.v1.PromptPart.$Properties
             * @deprecated Use fulgur.v1.PromptPart.$Properties instead.
             */

            /**
             * Shape of a PromptPart.
             * @typedef {fulgur.v1.PromptPart.$Properties} fulgur.v1.PromptPart.$Shape
             */

            /**
             * Constructs a new PromptPart.
             * @memberof fulgur.v1
             * @classdesc Represents a PromptPart.
             * @constructor
             * @param {fulgur.v1.PromptPart.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PromptPart = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PromptPart role.
             * @member {string} role
             * @memberof fulgur.v1.PromptPart
             * @instance
             */
            PromptPart.prototype.role = "";

            /**
             * PromptPart text.
             * @member {string} text
             * @memberof fulgur.v1.PromptPart
             * @instance
             */
            PromptPart.prototype.text = "";

            /**
             * Creates a new PromptPart instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.PromptPart
             * @static
             * @param {fulgur.v1.PromptPart.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.PromptPart} PromptPart instance
             * @type {{
             *   (properties: fulgur.v1.PromptPart.$Shape): fulgur.v1.PromptPart & fulgur.v1.PromptPart.$Shape;
             *   (properties?: fulgur.v1.PromptPart.$Properties): fulgur.v1.PromptPart;
             * }}
             */
            PromptPart.create = function(properties) {
                return new PromptPart(properties);
            };

            /**
             * Encodes the specified PromptPart message. Does not implicitly {@link fulgur.v1.PromptPart.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.PromptPart
             * @static
             * @param {fulgur.v1.PromptPart.$Properties} message PromptPart message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PromptPart.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.role);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.text);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PromptPart message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.PromptPart
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.PromptPart & fulgur.v1.PromptPart.$Shape} PromptPart
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PromptPart.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.PromptPart();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.role = value;
                            else
                                delete message.role;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PromptPart;
        })();

        v1.Finding = (function() {

            /**
             * Properties of a Finding.
             * @typedef {Object} fulgur.v1.Finding.$Properties
             * @property {string|null} [category] Finding category
             * @property {string|null} [detector] Finding detector
             * @property {number|null} [part] Finding part
             * @property {number|null} [startOffset] Finding startOffset
             * @property {number|null} [endOffset] Finding endOffset
             * @property {fulgur.v1.GuardAction|null} [action] Finding action
             * @property {number|null} [tier] Finding tier
             * @property {string|null} [reading] Finding reading
             * @property {number|null} [score] Finding score
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Finding.
             * @memberof fulgur.v1
             * @interface IFinding
             * @augments fulgur.v1.Finding.$Properties
             * @deprecated Use fulgur.v1.Finding.$Properties instead.
             */

            /**
             * Shape of a Finding.
             * @typedef {fulgur.v1.Finding.$Properties} fulgur.v1.Finding.$Shape
             */

            /**
             * Constructs a new Finding.
             * @memberof fulgur.v1
             * @classdesc Represents a Finding.
             * @constructor
             * @param {fulgur.v1.Finding.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Finding = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Finding category.
             * @member {string} category
             * @memberof fulgur.v1.Finding
             * @instance
             */
            Finding.prototype.category = "";

            /**
             * Finding detector.
             * @member {string} detector
             * @memberof fulgur.v1.Finding
             * @instance
             */
            Finding.prototype.detector = "";

            /**
             * Finding part.
             * @member {number} part
             * @memberof fulgur.v1.Finding
             * @instance
             */
            Finding.prototype.part = 0;

            /**
             * Finding startOffset.
             * @member {number} startOffset
             * @memberof fulgur.v1.Finding
             * @instance
             */
            Finding.prototype.startOffset = 0;

            /**
             * Finding endOffset.
             * @member {number} endOffset
             * @memberof fulgur.v1.Finding
             * @instance
             */
            Finding.prototype.endOffset = 0;

            /**
             * Finding action.
             * @member {fulgur.v1.GuardAction} action
             * @memberof fulgur.v1.Finding
             * @instance
             */
            Finding.prototype.action = 0;

            /**
             * Finding tier.
             * @member {number} tier
             * @memberof fulgur.v1.Finding
             * @instance
             */
            Finding.prototype.tier = 0;

            /**
             * Finding reading.
             * @member {string} reading
             * @memberof fulgur.v1.Finding
             * @instance
             */
            Finding.prototype.reading = "";

            /**
             * Finding score.
             * @member {number} score
             * @memberof fulgur.v1.Finding
             * @instance
             */
            Finding.prototype.score = 0;

            /**
             * Creates a new Finding instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.Finding
             * @static
             * @param {fulgur.v1.Finding.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.Finding} Finding instance
             * @type {{
             *   (properties: fulgur.v1.Finding.$Shape): fulgur.v1.Finding & fulgur.v1.Finding.$Shape;
             *   (properties?: fulgur.v1.Finding.$Properties): fulgur.v1.Finding;
             * }}
             */
            Finding.create = function(properties) {
                return new Finding(properties);
            };

            /**
             * Encodes the specified Finding message. Does not implicitly {@link fulgur.v1.Finding.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.Finding
             * @static
             * @param {fulgur.v1.Finding.$Properties} message Finding message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Finding.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.category != null && $Object.hasOwnProperty.call(message, "category") && message.category !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.category);
                if (message.detector != null && $Object.hasOwnProperty.call(message, "detector") && message.detector !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.detector);
                if (message.part != null && $Object.hasOwnProperty.call(message, "part") && message.part !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.part);
                if (message.startOffset != null && $Object.hasOwnProperty.call(message, "startOffset") && message.startOffset !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.startOffset);
                if (message.endOffset != null && $Object.hasOwnProperty.call(message, "endOffset") && message.endOffset !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.endOffset);
                if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).int32(message.action);
                if (message.tier != null && $Object.hasOwnProperty.call(message, "tier") && message.tier !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.tier);
                if (message.reading != null && $Object.hasOwnProperty.call(message, "reading") && message.reading !== "")
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.reading);
                if (message.score != null && $Object.hasOwnProperty.call(message, "score") && !$Object.is(message.score, 0))
                    writer.uint32(/* id 10, wireType 1 =*/81).double(message.score);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Finding message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.Finding
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.Finding & fulgur.v1.Finding.$Shape} Finding
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Finding.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.Finding();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.category = value;
                            else
                                delete message.category;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.detector = value;
                            else
                                delete message.detector;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.part = value;
                            else
                                delete message.part;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.startOffset = value;
                            else
                                delete message.startOffset;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.endOffset = value;
                            else
                                delete message.endOffset;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.action = value;
                            else
                                delete message.action;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.tier = value;
                            else
                                delete message.tier;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reading = value;
                            else
                                delete message.reading;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.score = value;
                            else
                                delete message.score;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Finding;
        })();

        v1.GuardFailure = (function() {

            /**
             * Properties of a GuardFailure.
             * @typedef {Object} fulgur.v1.GuardFailure.$Properties
             * @property {number|null} [code] GuardFailure code
             * @property {string|null} [message] GuardFailure message
             * @property {boolean|null} [retryable] GuardFailure retryable
             * @property {string|null} [field] GuardFailure field
             * @property {string|null} [reason] GuardFailure reason
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GuardFailure.
             * @memberof fulgur.v1
             * @interface IGuardFailure
             * @augments fulgur.v1.GuardFailure.$Properties
             * @deprecated Use fulgur.v1.GuardFailure.$Properties instead.
             */

            /**
             * Shape of a GuardFailure.
             * @typedef {fulgur.v1.GuardFailure.$Properties} fulgur.v1.GuardFailure.$Shape
             */

            /**
             * Constructs a new GuardFailure.
             * @memberof fulgur.v1
             * @classdesc Represents a GuardFailure.
             * @constructor
             * @param {fulgur.v1.GuardFailure.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GuardFailure = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GuardFailure code.
             * @member {number} code
             * @memberof fulgur.v1.GuardFailure
             * @instance
             */
            GuardFailure.prototype.code = 0;

            /**
             * GuardFailure message.
             * @member {string} message
             * @memberof fulgur.v1.GuardFailure
             * @instance
             */
            GuardFailure.prototype.message = "";

            /**
             * GuardFailure retryable.
             * @member {boolean} retryable
             * @memberof fulgur.v1.GuardFailure
             * @instance
             */
            GuardFailure.prototype.retryable = false;

            /**
             * GuardFailure field.
             * @member {string} field
             * @memberof fulgur.v1.GuardFailure
             * @instance
             */
            GuardFailure.prototype.field = "";

            /**
             * GuardFailure reason.
             * @member {string} reason
             * @memberof fulgur.v1.GuardFailure
             * @instance
             */
            GuardFailure.prototype.reason = "";

            /**
             * Creates a new GuardFailure instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.GuardFailure
             * @static
             * @param {fulgur.v1.GuardFailure.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.GuardFailure} GuardFailure instance
             * @type {{
             *   (properties: fulgur.v1.GuardFailure.$Shape): fulgur.v1.GuardFailure & fulgur.v1.GuardFailure.$Shape;
             *   (properties?: fulgur.v1.GuardFailure.$Properties): fulgur.v1.GuardFailure;
             * }}
             */
            GuardFailure.create = function(properties) {
                return new GuardFailure(properties);
            };

            /**
             * Encodes the specified GuardFailure message. Does not implicitly {@link fulgur.v1.GuardFailure.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.GuardFailure
             * @static
             * @param {fulgur.v1.GuardFailure.$Properties} message GuardFailure message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GuardFailure.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.code);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                if (message.retryable != null && $Object.hasOwnProperty.call(message, "retryable") && message.retryable !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.retryable);
                if (message.field != null && $Object.hasOwnProperty.call(message, "field") && message.field !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.field);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GuardFailure message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.GuardFailure
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.GuardFailure & fulgur.v1.GuardFailure.$Shape} GuardFailure
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GuardFailure.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.GuardFailure();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.retryable = value;
                            else
                                delete message.retryable;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.field = value;
                            else
                                delete message.field;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GuardFailure;
        })();

        v1.Assessment = (function() {

            /**
             * Properties of an Assessment.
             * @typedef {Object} fulgur.v1.Assessment.$Properties
             * @property {fulgur.v1.GuardAction|null} [action] Assessment action
             * @property {Array.<fulgur.v1.Finding.$Properties>|null} [findings] Assessment findings
             * @property {Array.<fulgur.v1.PromptPart.$Properties>|null} [redacted] Assessment redacted
             * @property {string|null} [policyVersion] Assessment policyVersion
             * @property {boolean|null} [wantsPrompt] Assessment wantsPrompt
             * @property {boolean|null} [suspicious] Assessment suspicious
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Assessment.
             * @memberof fulgur.v1
             * @interface IAssessment
             * @augments fulgur.v1.Assessment.$Properties
             * @deprecated Use fulgur.v1.Assessment.$Properties instead.
             */

            /**
             * Shape of an Assessment.
             * @typedef {fulgur.v1.Assessment.$Properties} fulgur.v1.Assessment.$Shape
             */

            /**
             * Constructs a new Assessment.
             * @memberof fulgur.v1
             * @classdesc Represents an Assessment.
             * @constructor
             * @param {fulgur.v1.Assessment.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Assessment = function (properties) {
                this.findings = [];
                this.redacted = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Assessment action.
             * @member {fulgur.v1.GuardAction} action
             * @memberof fulgur.v1.Assessment
             * @instance
             */
            Assessment.prototype.action = 0;

            /**
             * Assessment findings.
             * @member {Array.<fulgur.v1.Finding.$Properties>} findings
             * @memberof fulgur.v1.Assessment
             * @instance
             */
            Assessment.prototype.findings = $util.emptyArray;

            /**
             * Assessment redacted.
             * @member {Array.<fulgur.v1.PromptPart.$Properties>} redacted
             * @memberof fulgur.v1.Assessment
             * @instance
             */
            Assessment.prototype.redacted = $util.emptyArray;

            /**
             * Assessment policyVersion.
             * @member {string} policyVersion
             * @memberof fulgur.v1.Assessment
             * @instance
             */
            Assessment.prototype.policyVersion = "";

            /**
             * Assessment wantsPrompt.
             * @member {boolean} wantsPrompt
             * @memberof fulgur.v1.Assessment
             * @instance
             */
            Assessment.prototype.wantsPrompt = false;

            /**
             * Assessment suspicious.
             * @member {boolean} suspicious
             * @memberof fulgur.v1.Assessment
             * @instance
             */
            Assessment.prototype.suspicious = false;

            /**
             * Creates a new Assessment instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.Assessment
             * @static
             * @param {fulgur.v1.Assessment.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.Assessment} Assessment instance
             * @type {{
             *   (properties: fulgur.v1.Assessment.$Shape): fulgur.v1.Assessment & fulgur.v1.Assessment.$Shape;
             *   (properties?: fulgur.v1.Assessment.$Properties): fulgur.v1.Assessment;
             * }}
             */
            Assessment.create = function(properties) {
                return new Assessment(properties);
            };

            /**
             * Encodes the specified Assessment message. Does not implicitly {@link fulgur.v1.Assessment.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.Assessment
             * @static
             * @param {fulgur.v1.Assessment.$Properties} message Assessment message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Assessment.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.action);
                if (message.findings != null && message.findings.length)
                    for (let i = 0; i < message.findings.length; ++i)
                        $root.fulgur.v1.Finding.encode(message.findings[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.redacted != null && message.redacted.length)
                    for (let i = 0; i < message.redacted.length; ++i)
                        $root.fulgur.v1.PromptPart.encode(message.redacted[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.policyVersion != null && $Object.hasOwnProperty.call(message, "policyVersion") && message.policyVersion !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.policyVersion);
                if (message.wantsPrompt != null && $Object.hasOwnProperty.call(message, "wantsPrompt") && message.wantsPrompt !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.wantsPrompt);
                if (message.suspicious != null && $Object.hasOwnProperty.call(message, "suspicious") && message.suspicious !== false)
                    writer.uint32(/* id 6, wireType 0 =*/48).bool(message.suspicious);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Assessment message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.Assessment
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.Assessment & fulgur.v1.Assessment.$Shape} Assessment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Assessment.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.Assessment();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.action = value;
                            else
                                delete message.action;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.findings && message.findings.length))
                                message.findings = [];
                            message.findings.push($root.fulgur.v1.Finding.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.redacted && message.redacted.length))
                                message.redacted = [];
                            message.redacted.push($root.fulgur.v1.PromptPart.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.policyVersion = value;
                            else
                                delete message.policyVersion;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.wantsPrompt = value;
                            else
                                delete message.wantsPrompt;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.suspicious = value;
                            else
                                delete message.suspicious;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Assessment;
        })();

        v1.OutputDelta = (function() {

            /**
             * Properties of an OutputDelta.
             * @typedef {Object} fulgur.v1.OutputDelta.$Properties
             * @property {string|null} [requestId] OutputDelta requestId
             * @property {string|null} [tenant] OutputDelta tenant
             * @property {number|null} [choice] OutputDelta choice
             * @property {string|null} [text] OutputDelta text
             * @property {boolean|null} [end] OutputDelta end
             * @property {Array.<fulgur.v1.PromptPart.$Properties>|null} [prompt] OutputDelta prompt
             * @property {boolean|null} [suspicious] OutputDelta suspicious
             * @property {string|null} [channel] OutputDelta channel
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an OutputDelta.
             * @memberof fulgur.v1
             * @interface IOutputDelta
             * @augments fulgur.v1.OutputDelta.$Properties
             * @deprecated Use fulgur.v1.OutputDelta.$Properties instead.
             */

            /**
             * Shape of an OutputDelta.
             * @typedef {fulgur.v1.OutputDelta.$Properties} fulgur.v1.OutputDelta.$Shape
             */

            /**
             * Constructs a new OutputDelta.
             * @memberof fulgur.v1
             * @classdesc Represents an OutputDelta.
             * @constructor
             * @param {fulgur.v1.OutputDelta.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const OutputDelta = function (properties) {
                this.prompt = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * OutputDelta requestId.
             * @member {string} requestId
             * @memberof fulgur.v1.OutputDelta
             * @instance
             */
            OutputDelta.prototype.requestId = "";

            /**
             * OutputDelta tenant.
             * @member {string} tenant
             * @memberof fulgur.v1.OutputDelta
             * @instance
             */
            OutputDelta.prototype.tenant = "";

            /**
             * OutputDelta choice.
             * @member {number} choice
             * @memberof fulgur.v1.OutputDelta
             * @instance
             */
            OutputDelta.prototype.choice = 0;

            /**
             * OutputDelta text.
             * @member {string} text
             * @memberof fulgur.v1.OutputDelta
             * @instance
             */
            OutputDelta.prototype.text = "";

            /**
             * OutputDelta end.
             * @member {boolean} end
             * @memberof fulgur.v1.OutputDelta
             * @instance
             */
            OutputDelta.prototype.end = false;

            /**
             * OutputDelta prompt.
             * @member {Array.<fulgur.v1.PromptPart.$Properties>} prompt
             * @memberof fulgur.v1.OutputDelta
             * @instance
             */
            OutputDelta.prototype.prompt = $util.emptyArray;

            /**
             * OutputDelta suspicious.
             * @member {boolean} suspicious
             * @memberof fulgur.v1.OutputDelta
             * @instance
             */
            OutputDelta.prototype.suspicious = false;

            /**
             * OutputDelta channel.
             * @member {string} channel
             * @memberof fulgur.v1.OutputDelta
             * @instance
             */
            OutputDelta.prototype.channel = "";

            /**
             * Creates a new OutputDelta instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.OutputDelta
             * @static
             * @param {fulgur.v1.OutputDelta.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.OutputDelta} OutputDelta instance
             * @type {{
             *   (properties: fulgur.v1.OutputDelta.$Shape): fulgur.v1.OutputDelta & fulgur.v1.OutputDelta.$Shape;
             *   (properties?: fulgur.v1.OutputDelta.$Properties): fulgur.v1.OutputDelta;
             * }}
             */
            OutputDelta.create = function(properties) {
                return new OutputDelta(properties);
            };

            /**
             * Encodes the specified OutputDelta message. Does not implicitly {@link fulgur.v1.OutputDelta.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.OutputDelta
             * @static
             * @param {fulgur.v1.OutputDelta.$Properties} message OutputDelta message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            OutputDelta.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
                if (message.tenant != null && $Object.hasOwnProperty.call(message, "tenant") && message.tenant !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.tenant);
                if (message.choice != null && $Object.hasOwnProperty.call(message, "choice") && message.choice !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.choice);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.text);
                if (message.end != null && $Object.hasOwnProperty.call(message, "end") && message.end !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.end);
                if (message.prompt != null && message.prompt.length)
                    for (let i = 0; i < message.prompt.length; ++i)
                        $root.fulgur.v1.PromptPart.encode(message.prompt[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.suspicious != null && $Object.hasOwnProperty.call(message, "suspicious") && message.suspicious !== false)
                    writer.uint32(/* id 7, wireType 0 =*/56).bool(message.suspicious);
                if (message.channel != null && $Object.hasOwnProperty.call(message, "channel") && message.channel !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.channel);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an OutputDelta message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.OutputDelta
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.OutputDelta & fulgur.v1.OutputDelta.$Shape} OutputDelta
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            OutputDelta.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.OutputDelta();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.tenant = value;
                            else
                                delete message.tenant;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.choice = value;
                            else
                                delete message.choice;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.end = value;
                            else
                                delete message.end;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.prompt && message.prompt.length))
                                message.prompt = [];
                            message.prompt.push($root.fulgur.v1.PromptPart.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.suspicious = value;
                            else
                                delete message.suspicious;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.channel = value;
                            else
                                delete message.channel;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return OutputDelta;
        })();

        v1.OutputRelease = (function() {

            /**
             * Properties of an OutputRelease.
             * @typedef {Object} fulgur.v1.OutputRelease.$Properties
             * @property {string|null} [text] OutputRelease text
             * @property {fulgur.v1.GuardAction|null} [action] OutputRelease action
             * @property {Array.<fulgur.v1.Finding.$Properties>|null} [findings] OutputRelease findings
             * @property {number|null} [releasedOffset] OutputRelease releasedOffset
             * @property {boolean|null} [end] OutputRelease end
             * @property {number|null} [checkOffset] OutputRelease checkOffset
             * @property {boolean|null} [late] OutputRelease late
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an OutputRelease.
             * @memberof fulgur.v1
             * @interface IOutputRelease
             * @augments fulgur.v1.OutputRelease.$Properties
             * @deprecated Use fulgur.v1.OutputRelease.$Properties instead.
             */

            /**
             * Shape of an OutputRelease.
             * @typedef {fulgur.v1.OutputRelease.$Properties} fulgur.v1.OutputRelease.$Shape
             */

            /**
             * Constructs a new OutputRelease.
             * @memberof fulgur.v1
             * @classdesc Represents an OutputRelease.
             * @constructor
             * @param {fulgur.v1.OutputRelease.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const OutputRelease = function (properties) {
                this.findings = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * OutputRelease text.
             * @member {string} text
             * @memberof fulgur.v1.OutputRelease
             * @instance
             */
            OutputRelease.prototype.text = "";

            /**
             * OutputRelease action.
             * @member {fulgur.v1.GuardAction} action
             * @memberof fulgur.v1.OutputRelease
             * @instance
             */
            OutputRelease.prototype.action = 0;

            /**
             * OutputRelease findings.
             * @member {Array.<fulgur.v1.Finding.$Properties>} findings
             * @memberof fulgur.v1.OutputRelease
             * @instance
             */
            OutputRelease.prototype.findings = $util.emptyArray;

            /**
             * OutputRelease releasedOffset.
             * @member {number} releasedOffset
             * @memberof fulgur.v1.OutputRelease
             * @instance
             */
            OutputRelease.prototype.releasedOffset = 0;

            /**
             * OutputRelease end.
             * @member {boolean} end
             * @memberof fulgur.v1.OutputRelease
             * @instance
             */
            OutputRelease.prototype.end = false;

            /**
             * OutputRelease checkOffset.
             * @member {number} checkOffset
             * @memberof fulgur.v1.OutputRelease
             * @instance
             */
            OutputRelease.prototype.checkOffset = 0;

            /**
             * OutputRelease late.
             * @member {boolean} late
             * @memberof fulgur.v1.OutputRelease
             * @instance
             */
            OutputRelease.prototype.late = false;

            /**
             * Creates a new OutputRelease instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.OutputRelease
             * @static
             * @param {fulgur.v1.OutputRelease.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.OutputRelease} OutputRelease instance
             * @type {{
             *   (properties: fulgur.v1.OutputRelease.$Shape): fulgur.v1.OutputRelease & fulgur.v1.OutputRelease.$Shape;
             *   (properties?: fulgur.v1.OutputRelease.$Properties): fulgur.v1.OutputRelease;
             * }}
             */
            OutputRelease.create = function(properties) {
                return new OutputRelease(properties);
            };

            /**
             * Encodes the specified OutputRelease message. Does not implicitly {@link fulgur.v1.OutputRelease.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.OutputRelease
             * @static
             * @param {fulgur.v1.OutputRelease.$Properties} message OutputRelease message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            OutputRelease.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.text);
                if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.action);
                if (message.findings != null && message.findings.length)
                    for (let i = 0; i < message.findings.length; ++i)
                        $root.fulgur.v1.Finding.encode(message.findings[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.releasedOffset != null && $Object.hasOwnProperty.call(message, "releasedOffset") && message.releasedOffset !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.releasedOffset);
                if (message.end != null && $Object.hasOwnProperty.call(message, "end") && message.end !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.end);
                if (message.checkOffset != null && $Object.hasOwnProperty.call(message, "checkOffset") && message.checkOffset !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.checkOffset);
                if (message.late != null && $Object.hasOwnProperty.call(message, "late") && message.late !== false)
                    writer.uint32(/* id 7, wireType 0 =*/56).bool(message.late);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an OutputRelease message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.OutputRelease
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.OutputRelease & fulgur.v1.OutputRelease.$Shape} OutputRelease
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            OutputRelease.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.OutputRelease();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.action = value;
                            else
                                delete message.action;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.findings && message.findings.length))
                                message.findings = [];
                            message.findings.push($root.fulgur.v1.Finding.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.releasedOffset = value;
                            else
                                delete message.releasedOffset;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.end = value;
                            else
                                delete message.end;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.checkOffset = value;
                            else
                                delete message.checkOffset;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.late = value;
                            else
                                delete message.late;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return OutputRelease;
        })();

        v1.ModerateRequest = (function() {

            /**
             * Properties of a ModerateRequest.
             * @typedef {Object} fulgur.v1.ModerateRequest.$Properties
             * @property {string|null} [tenant] ModerateRequest tenant
             * @property {Array.<string>|null} [inputs] ModerateRequest inputs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ModerateRequest.
             * @memberof fulgur.v1
             * @interface IModerateRequest
             * @augments fulgur.v1.ModerateRequest.$Properties
             * @deprecated Use fulgur.v1.ModerateRequest.$Properties instead.
             */

            /**
             * Shape of a ModerateRequest.
             * @typedef {fulgur.v1.ModerateRequest.$Properties} fulgur.v1.ModerateRequest.$Shape
             */

            /**
             * Constructs a new ModerateRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a ModerateRequest.
             * @constructor
             * @param {fulgur.v1.ModerateRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ModerateRequest = function (properties) {
                this.inputs = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ModerateRequest tenant.
             * @member {string} tenant
             * @memberof fulgur.v1.ModerateRequest
             * @instance
             */
            ModerateRequest.prototype.tenant = "";

            /**
             * ModerateRequest inputs.
             * @member {Array.<string>} inputs
             * @memberof fulgur.v1.ModerateRequest
             * @instance
             */
            ModerateRequest.prototype.inputs = $util.emptyArray;

            /**
             * Creates a new ModerateRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ModerateRequest
             * @static
             * @param {fulgur.v1.ModerateRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ModerateRequest} ModerateRequest instance
             * @type {{
             *   (properties: fulgur.v1.ModerateRequest.$Shape): fulgur.v1.ModerateRequest & fulgur.v1.ModerateRequest.$Shape;
             *   (properties?: fulgur.v1.ModerateRequest.$Properties): fulgur.v1.ModerateRequest;
             * }}
             */
            ModerateRequest.create = function(properties) {
                return new ModerateRequest(properties);
            };

            /**
             * Encodes the specified ModerateRequest message. Does not implicitly {@link fulgur.v1.ModerateRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ModerateRequest
             * @static
             * @param {fulgur.v1.ModerateRequest.$Properties} message ModerateRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ModerateRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.tenant != null && $Object.hasOwnProperty.call(message, "tenant") && message.tenant !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.tenant);
                if (message.inputs != null && message.inputs.length)
                    for (let i = 0; i < message.inputs.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.inputs[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ModerateRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ModerateRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ModerateRequest & fulgur.v1.ModerateRequest.$Shape} ModerateRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ModerateRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ModerateRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.tenant = value;
                            else
                                delete message.tenant;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.inputs && message.inputs.length))
                                message.inputs = [];
                            message.inputs.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ModerateRequest;
        })();

        v1.ModerateResponse = (function() {

            /**
             * Properties of a ModerateResponse.
             * @typedef {Object} fulgur.v1.ModerateResponse.$Properties
             * @property {Array.<fulgur.v1.ModerationResult.$Properties>|null} [results] ModerateResponse results
             * @property {string|null} [policyVersion] ModerateResponse policyVersion
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ModerateResponse.
             * @memberof fulgur.v1
             * @interface IModerateResponse
             * @augments fulgur.v1.ModerateResponse.$Properties
             * @deprecated Use fulgur.v1.ModerateResponse.$Properties instead.
             */

            /**
             * Shape of a ModerateResponse.
             * @typedef {fulgur.v1.ModerateResponse.$Properties} fulgur.v1.ModerateResponse.$Shape
             */

            /**
             * Constructs a new ModerateResponse.
             * @memberof fulgur.v1
             * @classdesc Represents a ModerateResponse.
             * @constructor
             * @param {fulgur.v1.ModerateResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ModerateResponse = function (properties) {
                this.results = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ModerateResponse results.
             * @member {Array.<fulgur.v1.ModerationResult.$Properties>} results
             * @memberof fulgur.v1.ModerateResponse
             * @instance
             */
            ModerateResponse.prototype.results = $util.emptyArray;

            /**
             * ModerateResponse policyVersion.
             * @member {string} policyVersion
             * @memberof fulgur.v1.ModerateResponse
             * @instance
             */
            ModerateResponse.prototype.policyVersion = "";

            /**
             * Creates a new ModerateResponse instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ModerateResponse
             * @static
             * @param {fulgur.v1.ModerateResponse.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ModerateResponse} ModerateResponse instance
             * @type {{
             *   (properties: fulgur.v1.ModerateResponse.$Shape): fulgur.v1.ModerateResponse & fulgur.v1.ModerateResponse.$Shape;
             *   (properties?: fulgur.v1.ModerateResponse.$Properties): fulgur.v1.ModerateResponse;
             * }}
             */
            ModerateResponse.create = function(properties) {
                return new ModerateResponse(properties);
            };

            /**
             * Encodes the specified ModerateResponse message. Does not implicitly {@link fulgur.v1.ModerateResponse.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ModerateResponse
             * @static
             * @param {fulgur.v1.ModerateResponse.$Properties} message ModerateResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ModerateResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.results != null && message.results.length)
                    for (let i = 0; i < message.results.length; ++i)
                        $root.fulgur.v1.ModerationResult.encode(message.results[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.policyVersion != null && $Object.hasOwnProperty.call(message, "policyVersion") && message.policyVersion !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.policyVersion);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ModerateResponse message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ModerateResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ModerateResponse & fulgur.v1.ModerateResponse.$Shape} ModerateResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ModerateResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ModerateResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.results && message.results.length))
                                message.results = [];
                            message.results.push($root.fulgur.v1.ModerationResult.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.policyVersion = value;
                            else
                                delete message.policyVersion;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ModerateResponse;
        })();

        v1.ModerationResult = (function() {

            /**
             * Properties of a ModerationResult.
             * @typedef {Object} fulgur.v1.ModerationResult.$Properties
             * @property {boolean|null} [flagged] ModerationResult flagged
             * @property {Object.<string,boolean>|null} [categories] ModerationResult categories
             * @property {Object.<string,number>|null} [categoryScores] ModerationResult categoryScores
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ModerationResult.
             * @memberof fulgur.v1
             * @interface IModerationResult
             * @augments fulgur.v1.ModerationResult.$Properties
             * @deprecated Use fulgur.v1.ModerationResult.$Properties instead.
             */

            /**
             * Shape of a ModerationResult.
             * @typedef {fulgur.v1.ModerationResult.$Properties} fulgur.v1.ModerationResult.$Shape
             */

            /**
             * Constructs a new ModerationResult.
             * @memberof fulgur.v1
             * @classdesc Represents a ModerationResult.
             * @constructor
             * @param {fulgur.v1.ModerationResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ModerationResult = function (properties) {
                this.categories = {};
                this.categoryScores = {};
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ModerationResult flagged.
             * @member {boolean} flagged
             * @memberof fulgur.v1.ModerationResult
             * @instance
             */
            ModerationResult.prototype.flagged = false;

            /**
             * ModerationResult categories.
             * @member {Object.<string,boolean>} categories
             * @memberof fulgur.v1.ModerationResult
             * @instance
             */
            ModerationResult.prototype.categories = $util.emptyObject;

            /**
             * ModerationResult categoryScores.
             * @member {Object.<string,number>} categoryScores
             * @memberof fulgur.v1.ModerationResult
             * @instance
             */
            ModerationResult.prototype.categoryScores = $util.emptyObject;

            /**
             * Creates a new ModerationResult instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ModerationResult
             * @static
             * @param {fulgur.v1.ModerationResult.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ModerationResult} ModerationResult instance
             * @type {{
             *   (properties: fulgur.v1.ModerationResult.$Shape): fulgur.v1.ModerationResult & fulgur.v1.ModerationResult.$Shape;
             *   (properties?: fulgur.v1.ModerationResult.$Properties): fulgur.v1.ModerationResult;
             * }}
             */
            ModerationResult.create = function(properties) {
                return new ModerationResult(properties);
            };

            /**
             * Encodes the specified ModerationResult message. Does not implicitly {@link fulgur.v1.ModerationResult.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ModerationResult
             * @static
             * @param {fulgur.v1.ModerationResult.$Properties} message ModerationResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ModerationResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.flagged != null && $Object.hasOwnProperty.call(message, "flagged") && message.flagged !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.flagged);
                if (message.categories != null && $Object.hasOwnProperty.call(message, "categories"))
                    for (let keys = $Object.keys(message.categories), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 0 =*/16).bool(message.categories[keys[i]]).ldelim();
                if (message.categoryScores != null && $Object.hasOwnProperty.call(message, "categoryScores"))
                    for (let keys = $Object.keys(message.categoryScores), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 4, wireType 2 =*/34).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 1 =*/17).double(message.categoryScores[keys[i]]).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ModerationResult message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ModerationResult
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ModerationResult & fulgur.v1.ModerationResult.$Shape} ModerationResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ModerationResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, key, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ModerationResult();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.flagged = value;
                            else
                                delete message.flagged;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (message.categories === $util.emptyObject)
                                message.categories = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = false;
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 0)
                                        break;
                                    value = reader.bool();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.categories, key);
                            message.categories[key] = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (message.categoryScores === $util.emptyObject)
                                message.categoryScores = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = 0;
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 1)
                                        break;
                                    value = reader.double();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.categoryScores, key);
                            message.categoryScores[key] = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ModerationResult;
        })();

        v1.GetPolicyRequest = (function() {

            /**
             * Properties of a GetPolicyRequest.
             * @typedef {Object} fulgur.v1.GetPolicyRequest.$Properties
             * @property {boolean|null} [withoutYaml] GetPolicyRequest withoutYaml
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetPolicyRequest.
             * @memberof fulgur.v1
             * @interface IGetPolicyRequest
             * @augments fulgur.v1.GetPolicyRequest.$Properties
             * @deprecated Use fulgur.v1.GetPolicyRequest.$Properties instead.
             */

            /**
             * Shape of a GetPolicyRequest.
             * @typedef {fulgur.v1.GetPolicyRequest.$Properties} fulgur.v1.GetPolicyRequest.$Shape
             */

            /**
             * Constructs a new GetPolicyRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a GetPolicyRequest.
             * @constructor
             * @param {fulgur.v1.GetPolicyRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetPolicyRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetPolicyRequest withoutYaml.
             * @member {boolean} withoutYaml
             * @memberof fulgur.v1.GetPolicyRequest
             * @instance
             */
            GetPolicyRequest.prototype.withoutYaml = false;

            /**
             * Creates a new GetPolicyRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.GetPolicyRequest
             * @static
             * @param {fulgur.v1.GetPolicyRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.GetPolicyRequest} GetPolicyRequest instance
             * @type {{
             *   (properties: fulgur.v1.GetPolicyRequest.$Shape): fulgur.v1.GetPolicyRequest & fulgur.v1.GetPolicyRequest.$Shape;
             *   (properties?: fulgur.v1.GetPolicyRequest.$Properties): fulgur.v1.GetPolicyRequest;
             * }}
             */
            GetPolicyRequest.create = function(properties) {
                return new GetPolicyRequest(properties);
            };

            /**
             * Encodes the specified GetPolicyRequest message. Does not implicitly {@link fulgur.v1.GetPolicyRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.GetPolicyRequest
             * @static
             * @param {fulgur.v1.GetPolicyRequest.$Properties} message GetPolicyRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetPolicyRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.withoutYaml != null && $Object.hasOwnProperty.call(message, "withoutYaml") && message.withoutYaml !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.withoutYaml);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetPolicyRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.GetPolicyRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.GetPolicyRequest & fulgur.v1.GetPolicyRequest.$Shape} GetPolicyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetPolicyRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.GetPolicyRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.withoutYaml = value;
                            else
                                delete message.withoutYaml;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetPolicyRequest;
        })();

        v1.PolicyState = (function() {

            /**
             * Properties of a PolicyState.
             * @typedef {Object} fulgur.v1.PolicyState.$Properties
             * @property {string|null} [version] PolicyState version
             * @property {string|null} [yaml] PolicyState yaml
             * @property {string|null} [source] PolicyState source
             * @property {string|null} [refused] PolicyState refused
             * @property {number|null} [loadedUnixMs] PolicyState loadedUnixMs
             * @property {number|null} [revision] PolicyState revision
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PolicyState.
             * @memberof fulgur.v1
             * @interface IPolicyState
             * @augments fulgur.v1.PolicyState.$Properties
             * @deprecated Use fulgur.v1.PolicyState.$Properties instead.
             */

            /**
             * Shape of a PolicyState.
             * @typedef {fulgur.v1.PolicyState.$Properties} fulgur.v1.PolicyState.$Shape
             */

            /**
             * Constructs a new PolicyState.
             * @memberof fulgur.v1
             * @classdesc Represents a PolicyState.
             * @constructor
             * @param {fulgur.v1.PolicyState.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PolicyState = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PolicyState version.
             * @member {string} version
             * @memberof fulgur.v1.PolicyState
             * @instance
             */
            PolicyState.prototype.version = "";

            /**
             * PolicyState yaml.
             * @member {string} yaml
             * @memberof fulgur.v1.PolicyState
             * @instance
             */
            PolicyState.prototype.yaml = "";

            /**
             * PolicyState source.
             * @member {string} source
             * @memberof fulgur.v1.PolicyState
             * @instance
             */
            PolicyState.prototype.source = "";

            /**
             * PolicyState refused.
             * @member {string} refused
             * @memberof fulgur.v1.PolicyState
             * @instance
             */
            PolicyState.prototype.refused = "";

            /**
             * PolicyState loadedUnixMs.
             * @member {number} loadedUnixMs
             * @memberof fulgur.v1.PolicyState
             * @instance
             */
            PolicyState.prototype.loadedUnixMs = 0;

            /**
             * PolicyState revision.
             * @member {number} revision
             * @memberof fulgur.v1.PolicyState
             * @instance
             */
            PolicyState.prototype.revision = 0;

            /**
             * Creates a new PolicyState instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.PolicyState
             * @static
             * @param {fulgur.v1.PolicyState.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.PolicyState} PolicyState instance
             * @type {{
             *   (properties: fulgur.v1.PolicyState.$Shape): fulgur.v1.PolicyState & fulgur.v1.PolicyState.$Shape;
             *   (properties?: fulgur.v1.PolicyState.$Properties): fulgur.v1.PolicyState;
             * }}
             */
            PolicyState.create = function(properties) {
                return new PolicyState(properties);
            };

            /**
             * Encodes the specified PolicyState message. Does not implicitly {@link fulgur.v1.PolicyState.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.PolicyState
             * @static
             * @param {fulgur.v1.PolicyState.$Properties} message PolicyState message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PolicyState.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.version);
                if (message.yaml != null && $Object.hasOwnProperty.call(message, "yaml") && message.yaml !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.yaml);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.source);
                if (message.refused != null && $Object.hasOwnProperty.call(message, "refused") && message.refused !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.refused);
                if (message.loadedUnixMs != null && $Object.hasOwnProperty.call(message, "loadedUnixMs") && !$Object.is(message.loadedUnixMs, 0))
                    writer.uint32(/* id 5, wireType 1 =*/41).double(message.loadedUnixMs);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && message.revision !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.revision);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PolicyState message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.PolicyState
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.PolicyState & fulgur.v1.PolicyState.$Shape} PolicyState
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PolicyState.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.PolicyState();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.yaml = value;
                            else
                                delete message.yaml;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.source = value;
                            else
                                delete message.source;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.refused = value;
                            else
                                delete message.refused;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.loadedUnixMs = value;
                            else
                                delete message.loadedUnixMs;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PolicyState;
        })();

        v1.ListPoliciesRequest = (function() {

            /**
             * Properties of a ListPoliciesRequest.
             * @typedef {Object} fulgur.v1.ListPoliciesRequest.$Properties
             * @property {number|null} [revision] ListPoliciesRequest revision
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListPoliciesRequest.
             * @memberof fulgur.v1
             * @interface IListPoliciesRequest
             * @augments fulgur.v1.ListPoliciesRequest.$Properties
             * @deprecated Use fulgur.v1.ListPoliciesRequest.$Properties instead.
             */

            /**
             * Shape of a ListPoliciesRequest.
             * @typedef {fulgur.v1.ListPoliciesRequest.$Properties} fulgur.v1.ListPoliciesRequest.$Shape
             */

            /**
             * Constructs a new ListPoliciesRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a ListPoliciesRequest.
             * @constructor
             * @param {fulgur.v1.ListPoliciesRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListPoliciesRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListPoliciesRequest revision.
             * @member {number} revision
             * @memberof fulgur.v1.ListPoliciesRequest
             * @instance
             */
            ListPoliciesRequest.prototype.revision = 0;

            /**
             * Creates a new ListPoliciesRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ListPoliciesRequest
             * @static
             * @param {fulgur.v1.ListPoliciesRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ListPoliciesRequest} ListPoliciesRequest instance
             * @type {{
             *   (properties: fulgur.v1.ListPoliciesRequest.$Shape): fulgur.v1.ListPoliciesRequest & fulgur.v1.ListPoliciesRequest.$Shape;
             *   (properties?: fulgur.v1.ListPoliciesRequest.$Properties): fulgur.v1.ListPoliciesRequest;
             * }}
             */
            ListPoliciesRequest.create = function(properties) {
                return new ListPoliciesRequest(properties);
            };

            /**
             * Encodes the specified ListPoliciesRequest message. Does not implicitly {@link fulgur.v1.ListPoliciesRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ListPoliciesRequest
             * @static
             * @param {fulgur.v1.ListPoliciesRequest.$Properties} message ListPoliciesRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListPoliciesRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && message.revision !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.revision);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListPoliciesRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ListPoliciesRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ListPoliciesRequest & fulgur.v1.ListPoliciesRequest.$Shape} ListPoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListPoliciesRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ListPoliciesRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListPoliciesRequest;
        })();

        v1.ListPoliciesResponse = (function() {

            /**
             * Properties of a ListPoliciesResponse.
             * @typedef {Object} fulgur.v1.ListPoliciesResponse.$Properties
             * @property {Array.<fulgur.v1.KeptPolicy.$Properties>|null} [policies] ListPoliciesResponse policies
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListPoliciesResponse.
             * @memberof fulgur.v1
             * @interface IListPoliciesResponse
             * @augments fulgur.v1.ListPoliciesResponse.$Properties
             * @deprecated Use fulgur.v1.ListPoliciesResponse.$Properties instead.
             */

            /**
             * Shape of a ListPoliciesResponse.
             * @typedef {fulgur.v1.ListPoliciesResponse.$Properties} fulgur.v1.ListPoliciesResponse.$Shape
             */

            /**
             * Constructs a new ListPoliciesResponse.
             * @memberof fulgur.v1
             * @classdesc Represents a ListPoliciesResponse.
             * @constructor
             * @param {fulgur.v1.ListPoliciesResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListPoliciesResponse = function (properties) {
                this.policies = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListPoliciesResponse policies.
             * @member {Array.<fulgur.v1.KeptPolicy.$Properties>} policies
             * @memberof fulgur.v1.ListPoliciesResponse
             * @instance
             */
            ListPoliciesResponse.prototype.policies = $util.emptyArray;

            /**
             * Creates a new ListPoliciesResponse instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ListPoliciesResponse
             * @static
             * @param {fulgur.v1.ListPoliciesResponse.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ListPoliciesResponse} ListPoliciesResponse instance
             * @type {{
             *   (properties: fulgur.v1.ListPoliciesResponse.$Shape): fulgur.v1.ListPoliciesResponse & fulgur.v1.ListPoliciesResponse.$Shape;
             *   (properties?: fulgur.v1.ListPoliciesResponse.$Properties): fulgur.v1.ListPoliciesResponse;
             * }}
             */
            ListPoliciesResponse.create = function(properties) {
                return new ListPoliciesResponse(properties);
            };

            /**
             * Encodes the specified ListPoliciesResponse message. Does not implicitly {@link fulgur.v1.ListPoliciesResponse.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ListPoliciesResponse
             * @static
             * @param {fulgur.v1.ListPoliciesResponse.$Properties} message ListPoliciesResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListPoliciesResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.policies != null && message.policies.length)
                    for (let i = 0; i < message.policies.length; ++i)
                        $root.fulgur.v1.KeptPolicy.encode(message.policies[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListPoliciesResponse message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ListPoliciesResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ListPoliciesResponse & fulgur.v1.ListPoliciesResponse.$Shape} ListPoliciesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListPoliciesResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ListPoliciesResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.policies && message.policies.length))
                                message.policies = [];
                            message.policies.push($root.fulgur.v1.KeptPolicy.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListPoliciesResponse;
        })();

        v1.KeptPolicy = (function() {

            /**
             * Properties of a KeptPolicy.
             * @typedef {Object} fulgur.v1.KeptPolicy.$Properties
             * @property {number|null} [revision] KeptPolicy revision
             * @property {string|null} [version] KeptPolicy version
             * @property {number|null} [putUnixMs] KeptPolicy putUnixMs
             * @property {string|null} [yaml] KeptPolicy yaml
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a KeptPolicy.
             * @memberof fulgur.v1
             * @interface IKeptPolicy
             * @augments fulgur.v1.KeptPolicy.$Properties
             * @deprecated Use fulgur.v1.KeptPolicy.$Properties instead.
             */

            /**
             * Shape of a KeptPolicy.
             * @typedef {fulgur.v1.KeptPolicy.$Properties} fulgur.v1.KeptPolicy.$Shape
             */

            /**
             * Constructs a new KeptPolicy.
             * @memberof fulgur.v1
             * @classdesc Represents a KeptPolicy.
             * @constructor
             * @param {fulgur.v1.KeptPolicy.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const KeptPolicy = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * KeptPolicy revision.
             * @member {number} revision
             * @memberof fulgur.v1.KeptPolicy
             * @instance
             */
            KeptPolicy.prototype.revision = 0;

            /**
             * KeptPolicy version.
             * @member {string} version
             * @memberof fulgur.v1.KeptPolicy
             * @instance
             */
            KeptPolicy.prototype.version = "";

            /**
             * KeptPolicy putUnixMs.
             * @member {number} putUnixMs
             * @memberof fulgur.v1.KeptPolicy
             * @instance
             */
            KeptPolicy.prototype.putUnixMs = 0;

            /**
             * KeptPolicy yaml.
             * @member {string} yaml
             * @memberof fulgur.v1.KeptPolicy
             * @instance
             */
            KeptPolicy.prototype.yaml = "";

            /**
             * Creates a new KeptPolicy instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.KeptPolicy
             * @static
             * @param {fulgur.v1.KeptPolicy.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.KeptPolicy} KeptPolicy instance
             * @type {{
             *   (properties: fulgur.v1.KeptPolicy.$Shape): fulgur.v1.KeptPolicy & fulgur.v1.KeptPolicy.$Shape;
             *   (properties?: fulgur.v1.KeptPolicy.$Properties): fulgur.v1.KeptPolicy;
             * }}
             */
            KeptPolicy.create = function(properties) {
                return new KeptPolicy(properties);
            };

            /**
             * Encodes the specified KeptPolicy message. Does not implicitly {@link fulgur.v1.KeptPolicy.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.KeptPolicy
             * @static
             * @param {fulgur.v1.KeptPolicy.$Properties} message KeptPolicy message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            KeptPolicy.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && message.revision !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.revision);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.version);
                if (message.putUnixMs != null && $Object.hasOwnProperty.call(message, "putUnixMs") && !$Object.is(message.putUnixMs, 0))
                    writer.uint32(/* id 3, wireType 1 =*/25).double(message.putUnixMs);
                if (message.yaml != null && $Object.hasOwnProperty.call(message, "yaml") && message.yaml !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.yaml);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a KeptPolicy message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.KeptPolicy
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.KeptPolicy & fulgur.v1.KeptPolicy.$Shape} KeptPolicy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            KeptPolicy.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.KeptPolicy();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.putUnixMs = value;
                            else
                                delete message.putUnixMs;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.yaml = value;
                            else
                                delete message.yaml;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return KeptPolicy;
        })();

        v1.PutPolicyRequest = (function() {

            /**
             * Properties of a PutPolicyRequest.
             * @typedef {Object} fulgur.v1.PutPolicyRequest.$Properties
             * @property {string|null} [yaml] PutPolicyRequest yaml
             * @property {boolean|null} [checkOnly] PutPolicyRequest checkOnly
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PutPolicyRequest.
             * @memberof fulgur.v1
             * @interface IPutPolicyRequest
             * @augments fulgur.v1.PutPolicyRequest.$Properties
             * @deprecated Use fulgur.v1.PutPolicyRequest.$Properties instead.
             */

            /**
             * Shape of a PutPolicyRequest.
             * @typedef {fulgur.v1.PutPolicyRequest.$Properties} fulgur.v1.PutPolicyRequest.$Shape
             */

            /**
             * Constructs a new PutPolicyRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a PutPolicyRequest.
             * @constructor
             * @param {fulgur.v1.PutPolicyRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PutPolicyRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PutPolicyRequest yaml.
             * @member {string} yaml
             * @memberof fulgur.v1.PutPolicyRequest
             * @instance
             */
            PutPolicyRequest.prototype.yaml = "";

            /**
             * PutPolicyRequest checkOnly.
             * @member {boolean} checkOnly
             * @memberof fulgur.v1.PutPolicyRequest
             * @instance
             */
            PutPolicyRequest.prototype.checkOnly = false;

            /**
             * Creates a new PutPolicyRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.PutPolicyRequest
             * @static
             * @param {fulgur.v1.PutPolicyRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.PutPolicyRequest} PutPolicyRequest instance
             * @type {{
             *   (properties: fulgur.v1.PutPolicyRequest.$Shape): fulgur.v1.PutPolicyRequest & fulgur.v1.PutPolicyRequest.$Shape;
             *   (properties?: fulgur.v1.PutPolicyRequest.$Properties): fulgur.v1.PutPolicyRequest;
             * }}
             */
            PutPolicyRequest.create = function(properties) {
                return new PutPolicyRequest(properties);
            };

            /**
             * Encodes the specified PutPolicyRequest message. Does not implicitly {@link fulgur.v1.PutPolicyRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.PutPolicyRequest
             * @static
             * @param {fulgur.v1.PutPolicyRequest.$Properties} message PutPolicyRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PutPolicyRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.yaml != null && $Object.hasOwnProperty.call(message, "yaml") && message.yaml !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.yaml);
                if (message.checkOnly != null && $Object.hasOwnProperty.call(message, "checkOnly") && message.checkOnly !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.checkOnly);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PutPolicyRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.PutPolicyRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.PutPolicyRequest & fulgur.v1.PutPolicyRequest.$Shape} PutPolicyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PutPolicyRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.PutPolicyRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.yaml = value;
                            else
                                delete message.yaml;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.checkOnly = value;
                            else
                                delete message.checkOnly;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PutPolicyRequest;
        })();

        v1.DryRunPolicyRequest = (function() {

            /**
             * Properties of a DryRunPolicyRequest.
             * @typedef {Object} fulgur.v1.DryRunPolicyRequest.$Properties
             * @property {string|null} [yaml] DryRunPolicyRequest yaml
             * @property {number|null} [sinceUnixMs] DryRunPolicyRequest sinceUnixMs
             * @property {number|null} [maxVerdicts] DryRunPolicyRequest maxVerdicts
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DryRunPolicyRequest.
             * @memberof fulgur.v1
             * @interface IDryRunPolicyRequest
             * @augments fulgur.v1.DryRunPolicyRequest.$Properties
             * @deprecated Use fulgur.v1.DryRunPolicyRequest.$Properties instead.
             */

            /**
             * Shape of a DryRunPolicyRequest.
             * @typedef {fulgur.v1.DryRunPolicyRequest.$Properties} fulgur.v1.DryRunPolicyRequest.$Shape
             */

            /**
             * Constructs a new DryRunPolicyRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a DryRunPolicyRequest.
             * @constructor
             * @param {fulgur.v1.DryRunPolicyRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DryRunPolicyRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DryRunPolicyRequest yaml.
             * @member {string} yaml
             * @memberof fulgur.v1.DryRunPolicyRequest
             * @instance
             */
            DryRunPolicyRequest.prototype.yaml = "";

            /**
             * DryRunPolicyRequest sinceUnixMs.
             * @member {number} sinceUnixMs
             * @memberof fulgur.v1.DryRunPolicyRequest
             * @instance
             */
            DryRunPolicyRequest.prototype.sinceUnixMs = 0;

            /**
             * DryRunPolicyRequest maxVerdicts.
             * @member {number} maxVerdicts
             * @memberof fulgur.v1.DryRunPolicyRequest
             * @instance
             */
            DryRunPolicyRequest.prototype.maxVerdicts = 0;

            /**
             * Creates a new DryRunPolicyRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.DryRunPolicyRequest
             * @static
             * @param {fulgur.v1.DryRunPolicyRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.DryRunPolicyRequest} DryRunPolicyRequest instance
             * @type {{
             *   (properties: fulgur.v1.DryRunPolicyRequest.$Shape): fulgur.v1.DryRunPolicyRequest & fulgur.v1.DryRunPolicyRequest.$Shape;
             *   (properties?: fulgur.v1.DryRunPolicyRequest.$Properties): fulgur.v1.DryRunPolicyRequest;
             * }}
             */
            DryRunPolicyRequest.create = function(properties) {
                return new DryRunPolicyRequest(properties);
            };

            /**
             * Encodes the specified DryRunPolicyRequest message. Does not implicitly {@link fulgur.v1.DryRunPolicyRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.DryRunPolicyRequest
             * @static
             * @param {fulgur.v1.DryRunPolicyRequest.$Properties} message DryRunPolicyRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DryRunPolicyRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.yaml != null && $Object.hasOwnProperty.call(message, "yaml") && message.yaml !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.yaml);
                if (message.sinceUnixMs != null && $Object.hasOwnProperty.call(message, "sinceUnixMs") && !$Object.is(message.sinceUnixMs, 0))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.sinceUnixMs);
                if (message.maxVerdicts != null && $Object.hasOwnProperty.call(message, "maxVerdicts") && message.maxVerdicts !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.maxVerdicts);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DryRunPolicyRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.DryRunPolicyRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.DryRunPolicyRequest & fulgur.v1.DryRunPolicyRequest.$Shape} DryRunPolicyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DryRunPolicyRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.DryRunPolicyRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.yaml = value;
                            else
                                delete message.yaml;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.sinceUnixMs = value;
                            else
                                delete message.sinceUnixMs;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.maxVerdicts = value;
                            else
                                delete message.maxVerdicts;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DryRunPolicyRequest;
        })();

        v1.DryRunPolicyReport = (function() {

            /**
             * Properties of a DryRunPolicyReport.
             * @typedef {Object} fulgur.v1.DryRunPolicyReport.$Properties
             * @property {number|null} [verdicts] DryRunPolicyReport verdicts
             * @property {Array.<fulgur.v1.ActionChange.$Properties>|null} [changes] DryRunPolicyReport changes
             * @property {Array.<fulgur.v1.ChangedVerdict.$Properties>|null} [examples] DryRunPolicyReport examples
             * @property {Array.<string>|null} [limits] DryRunPolicyReport limits
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DryRunPolicyReport.
             * @memberof fulgur.v1
             * @interface IDryRunPolicyReport
             * @augments fulgur.v1.DryRunPolicyReport.$Properties
             * @deprecated Use fulgur.v1.DryRunPolicyReport.$Properties instead.
             */

            /**
             * Shape of a DryRunPolicyReport.
             * @typedef {fulgur.v1.DryRunPolicyReport.$Properties} fulgur.v1.DryRunPolicyReport.$Shape
             */

            /**
             * Constructs a new DryRunPolicyReport.
             * @memberof fulgur.v1
             * @classdesc Represents a DryRunPolicyReport.
             * @constructor
             * @param {fulgur.v1.DryRunPolicyReport.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DryRunPolicyReport = function (properties) {
                this.changes = [];
                this.examples = [];
                this.limits = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DryRunPolicyReport verdicts.
             * @member {number} verdicts
             * @memberof fulgur.v1.DryRunPolicyReport
             * @instance
             */
            DryRunPolicyReport.prototype.verdicts = 0;

            /**
             * DryRunPolicyReport changes.
             * @member {Array.<fulgur.v1.ActionChange.$Properties>} changes
             * @memberof fulgur.v1.DryRunPolicyReport
             * @instance
             */
            DryRunPolicyReport.prototype.changes = $util.emptyArray;

            /**
             * DryRunPolicyReport examples.
             * @member {Array.<fulgur.v1.ChangedVerdict.$Properties>} examples
             * @memberof fulgur.v1.DryRunPolicyReport
             * @instance
             */
            DryRunPolicyReport.prototype.examples = $util.emptyArray;

            /**
             * DryRunPolicyReport limits.
             * @member {Array.<string>} limits
             * @memberof fulgur.v1.DryRunPolicyReport
             * @instance
             */
            DryRunPolicyReport.prototype.limits = $util.emptyArray;

            /**
             * Creates a new DryRunPolicyReport instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.DryRunPolicyReport
             * @static
             * @param {fulgur.v1.DryRunPolicyReport.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.DryRunPolicyReport} DryRunPolicyReport instance
             * @type {{
             *   (properties: fulgur.v1.DryRunPolicyReport.$Shape): fulgur.v1.DryRunPolicyReport & fulgur.v1.DryRunPolicyReport.$Shape;
             *   (properties?: fulgur.v1.DryRunPolicyReport.$Properties): fulgur.v1.DryRunPolicyReport;
             * }}
             */
            DryRunPolicyReport.create = function(properties) {
                return new DryRunPolicyReport(properties);
            };

            /**
             * Encodes the specified DryRunPolicyReport message. Does not implicitly {@link fulgur.v1.DryRunPolicyReport.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.DryRunPolicyReport
             * @static
             * @param {fulgur.v1.DryRunPolicyReport.$Properties} message DryRunPolicyReport message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DryRunPolicyReport.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.verdicts != null && $Object.hasOwnProperty.call(message, "verdicts") && message.verdicts !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.verdicts);
                if (message.changes != null && message.changes.length)
                    for (let i = 0; i < message.changes.length; ++i)
                        $root.fulgur.v1.ActionChange.encode(message.changes[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.examples != null && message.examples.length)
                    for (let i = 0; i < message.examples.length; ++i)
                        $root.fulgur.v1.ChangedVerdict.encode(message.examples[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.limits != null && message.limits.length)
                    for (let i = 0; i < message.limits.length; ++i)
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.limits[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DryRunPolicyReport message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.DryRunPolicyReport
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.DryRunPolicyReport & fulgur.v1.DryRunPolicyReport.$Shape} DryRunPolicyReport
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DryRunPolicyReport.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.DryRunPolicyReport();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.verdicts = value;
                            else
                                delete message.verdicts;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.changes && message.changes.length))
                                message.changes = [];
                            message.changes.push($root.fulgur.v1.ActionChange.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.examples && message.examples.length))
                                message.examples = [];
                            message.examples.push($root.fulgur.v1.ChangedVerdict.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.limits && message.limits.length))
                                message.limits = [];
                            message.limits.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DryRunPolicyReport;
        })();

        v1.ActionChange = (function() {

            /**
             * Properties of an ActionChange.
             * @typedef {Object} fulgur.v1.ActionChange.$Properties
             * @property {string|null} [phase] ActionChange phase
             * @property {fulgur.v1.GuardAction|null} [before] ActionChange before
             * @property {fulgur.v1.GuardAction|null} [after] ActionChange after
             * @property {number|null} [verdicts] ActionChange verdicts
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ActionChange.
             * @memberof fulgur.v1
             * @interface IActionChange
             * @augments fulgur.v1.ActionChange.$Properties
             * @deprecated Use fulgur.v1.ActionChange.$Properties instead.
             */

            /**
             * Shape of an ActionChange.
             * @typedef {fulgur.v1.ActionChange.$Properties} fulgur.v1.ActionChange.$Shape
             */

            /**
             * Constructs a new ActionChange.
             * @memberof fulgur.v1
             * @classdesc Represents an ActionChange.
             * @constructor
             * @param {fulgur.v1.ActionChange.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ActionChange = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ActionChange phase.
             * @member {string} phase
             * @memberof fulgur.v1.ActionChange
             * @instance
             */
            ActionChange.prototype.phase = "";

            /**
             * ActionChange before.
             * @member {fulgur.v1.GuardAction} before
             * @memberof fulgur.v1.ActionChange
             * @instance
             */
            ActionChange.prototype.before = 0;

            /**
             * ActionChange after.
             * @member {fulgur.v1.GuardAction} after
             * @memberof fulgur.v1.ActionChange
             * @instance
             */
            ActionChange.prototype.after = 0;

            /**
             * ActionChange verdicts.
             * @member {number} verdicts
             * @memberof fulgur.v1.ActionChange
             * @instance
             */
            ActionChange.prototype.verdicts = 0;

            /**
             * Creates a new ActionChange instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ActionChange
             * @static
             * @param {fulgur.v1.ActionChange.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ActionChange} ActionChange instance
             * @type {{
             *   (properties: fulgur.v1.ActionChange.$Shape): fulgur.v1.ActionChange & fulgur.v1.ActionChange.$Shape;
             *   (properties?: fulgur.v1.ActionChange.$Properties): fulgur.v1.ActionChange;
             * }}
             */
            ActionChange.create = function(properties) {
                return new ActionChange(properties);
            };

            /**
             * Encodes the specified ActionChange message. Does not implicitly {@link fulgur.v1.ActionChange.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ActionChange
             * @static
             * @param {fulgur.v1.ActionChange.$Properties} message ActionChange message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ActionChange.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.phase);
                if (message.before != null && $Object.hasOwnProperty.call(message, "before") && message.before !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.before);
                if (message.after != null && $Object.hasOwnProperty.call(message, "after") && message.after !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.after);
                if (message.verdicts != null && $Object.hasOwnProperty.call(message, "verdicts") && message.verdicts !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.verdicts);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ActionChange message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ActionChange
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ActionChange & fulgur.v1.ActionChange.$Shape} ActionChange
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ActionChange.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ActionChange();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.phase = value;
                            else
                                delete message.phase;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.before = value;
                            else
                                delete message.before;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.after = value;
                            else
                                delete message.after;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.verdicts = value;
                            else
                                delete message.verdicts;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ActionChange;
        })();

        v1.ChangedVerdict = (function() {

            /**
             * Properties of a ChangedVerdict.
             * @typedef {Object} fulgur.v1.ChangedVerdict.$Properties
             * @property {string|null} [requestId] ChangedVerdict requestId
             * @property {string|null} [tenant] ChangedVerdict tenant
             * @property {string|null} [phase] ChangedVerdict phase
             * @property {fulgur.v1.GuardAction|null} [before] ChangedVerdict before
             * @property {fulgur.v1.GuardAction|null} [after] ChangedVerdict after
             * @property {Array.<string>|null} [categories] ChangedVerdict categories
             * @property {number|null} [atUnixMs] ChangedVerdict atUnixMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ChangedVerdict.
             * @memberof fulgur.v1
             * @interface IChangedVerdict
             * @augments fulgur.v1.ChangedVerdict.$Properties
             * @deprecated Use fulgur.v1.ChangedVerdict.$Properties instead.
             */

            /**
             * Shape of a ChangedVerdict.
             * @typedef {fulgur.v1.ChangedVerdict.$Properties} fulgur.v1.ChangedVerdict.$Shape
             */

            /**
             * Constructs a new ChangedVerdict.
             * @memberof fulgur.v1
             * @classdesc Represents a ChangedVerdict.
             * @constructor
             * @param {fulgur.v1.ChangedVerdict.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ChangedVerdict = function (properties) {
                this.categories = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ChangedVerdict requestId.
             * @member {string} requestId
             * @memberof fulgur.v1.ChangedVerdict
             * @instance
             */
            ChangedVerdict.prototype.requestId = "";

            /**
             * ChangedVerdict tenant.
             * @member {string} tenant
             * @memberof fulgur.v1.ChangedVerdict
             * @instance
             */
            ChangedVerdict.prototype.tenant = "";

            /**
             * ChangedVerdict phase.
             * @member {string} phase
             * @memberof fulgur.v1.ChangedVerdict
             * @instance
             */
            ChangedVerdict.prototype.phase = "";

            /**
             * ChangedVerdict before.
             * @member {fulgur.v1.GuardAction} before
             * @memberof fulgur.v1.ChangedVerdict
             * @instance
             */
            ChangedVerdict.prototype.before = 0;

            /**
             * ChangedVerdict after.
             * @member {fulgur.v1.GuardAction} after
             * @memberof fulgur.v1.ChangedVerdict
             * @instance
             */
            ChangedVerdict.prototype.after = 0;

            /**
             * ChangedVerdict categories.
             * @member {Array.<string>} categories
             * @memberof fulgur.v1.ChangedVerdict
             * @instance
             */
            ChangedVerdict.prototype.categories = $util.emptyArray;

            /**
             * ChangedVerdict atUnixMs.
             * @member {number} atUnixMs
             * @memberof fulgur.v1.ChangedVerdict
             * @instance
             */
            ChangedVerdict.prototype.atUnixMs = 0;

            /**
             * Creates a new ChangedVerdict instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ChangedVerdict
             * @static
             * @param {fulgur.v1.ChangedVerdict.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ChangedVerdict} ChangedVerdict instance
             * @type {{
             *   (properties: fulgur.v1.ChangedVerdict.$Shape): fulgur.v1.ChangedVerdict & fulgur.v1.ChangedVerdict.$Shape;
             *   (properties?: fulgur.v1.ChangedVerdict.$Properties): fulgur.v1.ChangedVerdict;
             * }}
             */
            ChangedVerdict.create = function(properties) {
                return new ChangedVerdict(properties);
            };

            /**
             * Encodes the specified ChangedVerdict message. Does not implicitly {@link fulgur.v1.ChangedVerdict.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ChangedVerdict
             * @static
             * @param {fulgur.v1.ChangedVerdict.$Properties} message ChangedVerdict message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ChangedVerdict.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
                if (message.tenant != null && $Object.hasOwnProperty.call(message, "tenant") && message.tenant !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.tenant);
                if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.phase);
                if (message.before != null && $Object.hasOwnProperty.call(message, "before") && message.before !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.before);
                if (message.after != null && $Object.hasOwnProperty.call(message, "after") && message.after !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.after);
                if (message.categories != null && message.categories.length)
                    for (let i = 0; i < message.categories.length; ++i)
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.categories[i]);
                if (message.atUnixMs != null && $Object.hasOwnProperty.call(message, "atUnixMs") && !$Object.is(message.atUnixMs, 0))
                    writer.uint32(/* id 7, wireType 1 =*/57).double(message.atUnixMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ChangedVerdict message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ChangedVerdict
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ChangedVerdict & fulgur.v1.ChangedVerdict.$Shape} ChangedVerdict
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ChangedVerdict.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ChangedVerdict();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.tenant = value;
                            else
                                delete message.tenant;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.phase = value;
                            else
                                delete message.phase;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.before = value;
                            else
                                delete message.before;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.after = value;
                            else
                                delete message.after;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.categories && message.categories.length))
                                message.categories = [];
                            message.categories.push(reader.stringVerify());
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.atUnixMs = value;
                            else
                                delete message.atUnixMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ChangedVerdict;
        })();

        /**
         * BlockPart enum.
         * @name fulgur.v1.BlockPart
         * @enum {number}
         * @property {number} BLOCK_PART_UNSPECIFIED=0 BLOCK_PART_UNSPECIFIED value
         * @property {number} BLOCK_PART_FULL=1 BLOCK_PART_FULL value
         * @property {number} BLOCK_PART_WINDOW=2 BLOCK_PART_WINDOW value
         */
        v1.BlockPart = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "BLOCK_PART_UNSPECIFIED"] = 0;
            values[valuesById[1] = "BLOCK_PART_FULL"] = 1;
            values[valuesById[2] = "BLOCK_PART_WINDOW"] = 2;
            return values;
        })();

        v1.BlockId = (function() {

            /**
             * Properties of a BlockId.
             * @typedef {Object} fulgur.v1.BlockId.$Properties
             * @property {Uint8Array|null} [key] BlockId key
             * @property {fulgur.v1.BlockPart|null} [part] BlockId part
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a BlockId.
             * @memberof fulgur.v1
             * @interface IBlockId
             * @augments fulgur.v1.BlockId.$Properties
             * @deprecated Use fulgur.v1.BlockId.$Properties instead.
             */

            /**
             * Shape of a BlockId.
             * @typedef {fulgur.v1.BlockId.$Properties} fulgur.v1.BlockId.$Shape
             */

            /**
             * Constructs a new BlockId.
             * @memberof fulgur.v1
             * @classdesc Represents a BlockId.
             * @constructor
             * @param {fulgur.v1.BlockId.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const BlockId = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * BlockId key.
             * @member {Uint8Array} key
             * @memberof fulgur.v1.BlockId
             * @instance
             */
            BlockId.prototype.key = $util.newBuffer([]);

            /**
             * BlockId part.
             * @member {fulgur.v1.BlockPart} part
             * @memberof fulgur.v1.BlockId
             * @instance
             */
            BlockId.prototype.part = 0;

            /**
             * Creates a new BlockId instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.BlockId
             * @static
             * @param {fulgur.v1.BlockId.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.BlockId} BlockId instance
             * @type {{
             *   (properties: fulgur.v1.BlockId.$Shape): fulgur.v1.BlockId & fulgur.v1.BlockId.$Shape;
             *   (properties?: fulgur.v1.BlockId.$Properties): fulgur.v1.BlockId;
             * }}
             */
            BlockId.create = function(properties) {
                return new BlockId(properties);
            };

            /**
             * Encodes the specified BlockId message. Does not implicitly {@link fulgur.v1.BlockId.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.BlockId
             * @static
             * @param {fulgur.v1.BlockId.$Properties} message BlockId message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            BlockId.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
                if (message.part != null && $Object.hasOwnProperty.call(message, "part") && message.part !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.part);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a BlockId message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.BlockId
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.BlockId & fulgur.v1.BlockId.$Shape} BlockId
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            BlockId.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.BlockId();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.part = value;
                            else
                                delete message.part;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return BlockId;
        })();

        v1.MatchRequest = (function() {

            /**
             * Properties of a MatchRequest.
             * @typedef {Object} fulgur.v1.MatchRequest.$Properties
             * @property {Array.<fulgur.v1.BlockId.$Properties>|null} [blocks] MatchRequest blocks
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a MatchRequest.
             * @memberof fulgur.v1
             * @interface IMatchRequest
             * @augments fulgur.v1.MatchRequest.$Properties
             * @deprecated Use fulgur.v1.MatchRequest.$Properties instead.
             */

            /**
             * Shape of a MatchRequest.
             * @typedef {fulgur.v1.MatchRequest.$Properties} fulgur.v1.MatchRequest.$Shape
             */

            /**
             * Constructs a new MatchRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a MatchRequest.
             * @constructor
             * @param {fulgur.v1.MatchRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const MatchRequest = function (properties) {
                this.blocks = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * MatchRequest blocks.
             * @member {Array.<fulgur.v1.BlockId.$Properties>} blocks
             * @memberof fulgur.v1.MatchRequest
             * @instance
             */
            MatchRequest.prototype.blocks = $util.emptyArray;

            /**
             * Creates a new MatchRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.MatchRequest
             * @static
             * @param {fulgur.v1.MatchRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.MatchRequest} MatchRequest instance
             * @type {{
             *   (properties: fulgur.v1.MatchRequest.$Shape): fulgur.v1.MatchRequest & fulgur.v1.MatchRequest.$Shape;
             *   (properties?: fulgur.v1.MatchRequest.$Properties): fulgur.v1.MatchRequest;
             * }}
             */
            MatchRequest.create = function(properties) {
                return new MatchRequest(properties);
            };

            /**
             * Encodes the specified MatchRequest message. Does not implicitly {@link fulgur.v1.MatchRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.MatchRequest
             * @static
             * @param {fulgur.v1.MatchRequest.$Properties} message MatchRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            MatchRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.blocks != null && message.blocks.length)
                    for (let i = 0; i < message.blocks.length; ++i)
                        $root.fulgur.v1.BlockId.encode(message.blocks[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a MatchRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.MatchRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.MatchRequest & fulgur.v1.MatchRequest.$Shape} MatchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            MatchRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.MatchRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.blocks && message.blocks.length))
                                message.blocks = [];
                            message.blocks.push($root.fulgur.v1.BlockId.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return MatchRequest;
        })();

        v1.MatchResponse = (function() {

            /**
             * Properties of a MatchResponse.
             * @typedef {Object} fulgur.v1.MatchResponse.$Properties
             * @property {number|null} [matched] MatchResponse matched
             * @property {Array.<boolean>|null} [present] MatchResponse present
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a MatchResponse.
             * @memberof fulgur.v1
             * @interface IMatchResponse
             * @augments fulgur.v1.MatchResponse.$Properties
             * @deprecated Use fulgur.v1.MatchResponse.$Properties instead.
             */

            /**
             * Shape of a MatchResponse.
             * @typedef {fulgur.v1.MatchResponse.$Properties} fulgur.v1.MatchResponse.$Shape
             */

            /**
             * Constructs a new MatchResponse.
             * @memberof fulgur.v1
             * @classdesc Represents a MatchResponse.
             * @constructor
             * @param {fulgur.v1.MatchResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const MatchResponse = function (properties) {
                this.present = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * MatchResponse matched.
             * @member {number} matched
             * @memberof fulgur.v1.MatchResponse
             * @instance
             */
            MatchResponse.prototype.matched = 0;

            /**
             * MatchResponse present.
             * @member {Array.<boolean>} present
             * @memberof fulgur.v1.MatchResponse
             * @instance
             */
            MatchResponse.prototype.present = $util.emptyArray;

            /**
             * Creates a new MatchResponse instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.MatchResponse
             * @static
             * @param {fulgur.v1.MatchResponse.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.MatchResponse} MatchResponse instance
             * @type {{
             *   (properties: fulgur.v1.MatchResponse.$Shape): fulgur.v1.MatchResponse & fulgur.v1.MatchResponse.$Shape;
             *   (properties?: fulgur.v1.MatchResponse.$Properties): fulgur.v1.MatchResponse;
             * }}
             */
            MatchResponse.create = function(properties) {
                return new MatchResponse(properties);
            };

            /**
             * Encodes the specified MatchResponse message. Does not implicitly {@link fulgur.v1.MatchResponse.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.MatchResponse
             * @static
             * @param {fulgur.v1.MatchResponse.$Properties} message MatchResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            MatchResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.matched != null && $Object.hasOwnProperty.call(message, "matched") && message.matched !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.matched);
                if (message.present != null && message.present.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bools(message.present);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a MatchResponse message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.MatchResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.MatchResponse & fulgur.v1.MatchResponse.$Shape} MatchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            MatchResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.MatchResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.matched = value;
                            else
                                delete message.matched;
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.present && message.present.length))
                                    message.present = [];
                                reader.bools(message.present);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.present && message.present.length))
                                message.present = [];
                            message.present.push(reader.bool());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return MatchResponse;
        })();

        v1.FetchRequest = (function() {

            /**
             * Properties of a FetchRequest.
             * @typedef {Object} fulgur.v1.FetchRequest.$Properties
             * @property {Array.<fulgur.v1.BlockId.$Properties>|null} [blocks] FetchRequest blocks
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a FetchRequest.
             * @memberof fulgur.v1
             * @interface IFetchRequest
             * @augments fulgur.v1.FetchRequest.$Properties
             * @deprecated Use fulgur.v1.FetchRequest.$Properties instead.
             */

            /**
             * Shape of a FetchRequest.
             * @typedef {fulgur.v1.FetchRequest.$Properties} fulgur.v1.FetchRequest.$Shape
             */

            /**
             * Constructs a new FetchRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a FetchRequest.
             * @constructor
             * @param {fulgur.v1.FetchRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const FetchRequest = function (properties) {
                this.blocks = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * FetchRequest blocks.
             * @member {Array.<fulgur.v1.BlockId.$Properties>} blocks
             * @memberof fulgur.v1.FetchRequest
             * @instance
             */
            FetchRequest.prototype.blocks = $util.emptyArray;

            /**
             * Creates a new FetchRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.FetchRequest
             * @static
             * @param {fulgur.v1.FetchRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.FetchRequest} FetchRequest instance
             * @type {{
             *   (properties: fulgur.v1.FetchRequest.$Shape): fulgur.v1.FetchRequest & fulgur.v1.FetchRequest.$Shape;
             *   (properties?: fulgur.v1.FetchRequest.$Properties): fulgur.v1.FetchRequest;
             * }}
             */
            FetchRequest.create = function(properties) {
                return new FetchRequest(properties);
            };

            /**
             * Encodes the specified FetchRequest message. Does not implicitly {@link fulgur.v1.FetchRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.FetchRequest
             * @static
             * @param {fulgur.v1.FetchRequest.$Properties} message FetchRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            FetchRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.blocks != null && message.blocks.length)
                    for (let i = 0; i < message.blocks.length; ++i)
                        $root.fulgur.v1.BlockId.encode(message.blocks[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a FetchRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.FetchRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.FetchRequest & fulgur.v1.FetchRequest.$Shape} FetchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            FetchRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.FetchRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.blocks && message.blocks.length))
                                message.blocks = [];
                            message.blocks.push($root.fulgur.v1.BlockId.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return FetchRequest;
        })();

        v1.KvBlock = (function() {

            /**
             * Properties of a KvBlock.
             * @typedef {Object} fulgur.v1.KvBlock.$Properties
             * @property {fulgur.v1.BlockId.$Properties|null} [id] KvBlock id
             * @property {Uint8Array|null} [payload] KvBlock payload
             * @property {Uint8Array|null} [checksum] KvBlock checksum
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a KvBlock.
             * @memberof fulgur.v1
             * @interface IKvBlock
             * @augments fulgur.v1.KvBlock.$Properties
             * @deprecated Use fulgur.v1.KvBlock.$Properties instead.
             */

            /**
             * Shape of a KvBlock.
             * @typedef {fulgur.v1.KvBlock.$Properties} fulgur.v1.KvBlock.$Shape
             */

            /**
             * Constructs a new KvBlock.
             * @memberof fulgur.v1
             * @classdesc Represents a KvBlock.
             * @constructor
             * @param {fulgur.v1.KvBlock.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const KvBlock = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * KvBlock id.
             * @member {fulgur.v1.BlockId.$Properties|null|undefined} id
             * @memberof fulgur.v1.KvBlock
             * @instance
             */
            KvBlock.prototype.id = null;

            /**
             * KvBlock payload.
             * @member {Uint8Array} payload
             * @memberof fulgur.v1.KvBlock
             * @instance
             */
            KvBlock.prototype.payload = $util.newBuffer([]);

            /**
             * KvBlock checksum.
             * @member {Uint8Array} checksum
             * @memberof fulgur.v1.KvBlock
             * @instance
             */
            KvBlock.prototype.checksum = $util.newBuffer([]);

            /**
             * Creates a new KvBlock instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.KvBlock
             * @static
             * @param {fulgur.v1.KvBlock.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.KvBlock} KvBlock instance
             * @type {{
             *   (properties: fulgur.v1.KvBlock.$Shape): fulgur.v1.KvBlock & fulgur.v1.KvBlock.$Shape;
             *   (properties?: fulgur.v1.KvBlock.$Properties): fulgur.v1.KvBlock;
             * }}
             */
            KvBlock.create = function(properties) {
                return new KvBlock(properties);
            };

            /**
             * Encodes the specified KvBlock message. Does not implicitly {@link fulgur.v1.KvBlock.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.KvBlock
             * @static
             * @param {fulgur.v1.KvBlock.$Properties} message KvBlock message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            KvBlock.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                    $root.fulgur.v1.BlockId.encode(message.id, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.payload);
                if (message.checksum != null && $Object.hasOwnProperty.call(message, "checksum") && message.checksum.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.checksum);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a KvBlock message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.KvBlock
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.KvBlock & fulgur.v1.KvBlock.$Shape} KvBlock
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            KvBlock.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.KvBlock();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.id = $root.fulgur.v1.BlockId.decode(reader, reader.size(), $undefined, _depth + 1, message.id);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.payload = value;
                            else
                                delete message.payload;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.checksum = value;
                            else
                                delete message.checksum;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return KvBlock;
        })();

        v1.StoreResponse = (function() {

            /**
             * Properties of a StoreResponse.
             * @typedef {Object} fulgur.v1.StoreResponse.$Properties
             * @property {number|null} [stored] StoreResponse stored
             * @property {number|null} [alreadyPresent] StoreResponse alreadyPresent
             * @property {number|null} [refused] StoreResponse refused
             * @property {string|null} [reason] StoreResponse reason
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a StoreResponse.
             * @memberof fulgur.v1
             * @interface IStoreResponse
             * @augments fulgur.v1.StoreResponse.$Properties
             * @deprecated Use fulgur.v1.StoreResponse.$Properties instead.
             */

            /**
             * Shape of a StoreResponse.
             * @typedef {fulgur.v1.StoreResponse.$Properties} fulgur.v1.StoreResponse.$Shape
             */

            /**
             * Constructs a new StoreResponse.
             * @memberof fulgur.v1
             * @classdesc Represents a StoreResponse.
             * @constructor
             * @param {fulgur.v1.StoreResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const StoreResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * StoreResponse stored.
             * @member {number} stored
             * @memberof fulgur.v1.StoreResponse
             * @instance
             */
            StoreResponse.prototype.stored = 0;

            /**
             * StoreResponse alreadyPresent.
             * @member {number} alreadyPresent
             * @memberof fulgur.v1.StoreResponse
             * @instance
             */
            StoreResponse.prototype.alreadyPresent = 0;

            /**
             * StoreResponse refused.
             * @member {number} refused
             * @memberof fulgur.v1.StoreResponse
             * @instance
             */
            StoreResponse.prototype.refused = 0;

            /**
             * StoreResponse reason.
             * @member {string} reason
             * @memberof fulgur.v1.StoreResponse
             * @instance
             */
            StoreResponse.prototype.reason = "";

            /**
             * Creates a new StoreResponse instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.StoreResponse
             * @static
             * @param {fulgur.v1.StoreResponse.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.StoreResponse} StoreResponse instance
             * @type {{
             *   (properties: fulgur.v1.StoreResponse.$Shape): fulgur.v1.StoreResponse & fulgur.v1.StoreResponse.$Shape;
             *   (properties?: fulgur.v1.StoreResponse.$Properties): fulgur.v1.StoreResponse;
             * }}
             */
            StoreResponse.create = function(properties) {
                return new StoreResponse(properties);
            };

            /**
             * Encodes the specified StoreResponse message. Does not implicitly {@link fulgur.v1.StoreResponse.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.StoreResponse
             * @static
             * @param {fulgur.v1.StoreResponse.$Properties} message StoreResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StoreResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stored != null && $Object.hasOwnProperty.call(message, "stored") && message.stored !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.stored);
                if (message.alreadyPresent != null && $Object.hasOwnProperty.call(message, "alreadyPresent") && message.alreadyPresent !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.alreadyPresent);
                if (message.refused != null && $Object.hasOwnProperty.call(message, "refused") && message.refused !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.refused);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a StoreResponse message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.StoreResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.StoreResponse & fulgur.v1.StoreResponse.$Shape} StoreResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            StoreResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.StoreResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stored = value;
                            else
                                delete message.stored;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.alreadyPresent = value;
                            else
                                delete message.alreadyPresent;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.refused = value;
                            else
                                delete message.refused;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return StoreResponse;
        })();

        v1.GetStatsRequest = (function() {

            /**
             * Properties of a GetStatsRequest.
             * @typedef {Object} fulgur.v1.GetStatsRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetStatsRequest.
             * @memberof fulgur.v1
             * @interface IGetStatsRequest
             * @augments fulgur.v1.GetStatsRequest.$Properties
             * @deprecated Use fulgur.v1.GetStatsRequest.$Properties instead.
             */

            /**
             * Shape of a GetStatsRequest.
             * @typedef {fulgur.v1.GetStatsRequest.$Properties} fulgur.v1.GetStatsRequest.$Shape
             */

            /**
             * Constructs a new GetStatsRequest.
             * @memberof fulgur.v1
             * @classdesc Represents a GetStatsRequest.
             * @constructor
             * @param {fulgur.v1.GetStatsRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetStatsRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new GetStatsRequest instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.GetStatsRequest
             * @static
             * @param {fulgur.v1.GetStatsRequest.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.GetStatsRequest} GetStatsRequest instance
             * @type {{
             *   (properties: fulgur.v1.GetStatsRequest.$Shape): fulgur.v1.GetStatsRequest & fulgur.v1.GetStatsRequest.$Shape;
             *   (properties?: fulgur.v1.GetStatsRequest.$Properties): fulgur.v1.GetStatsRequest;
             * }}
             */
            GetStatsRequest.create = function(properties) {
                return new GetStatsRequest(properties);
            };

            /**
             * Encodes the specified GetStatsRequest message. Does not implicitly {@link fulgur.v1.GetStatsRequest.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.GetStatsRequest
             * @static
             * @param {fulgur.v1.GetStatsRequest.$Properties} message GetStatsRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetStatsRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetStatsRequest message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.GetStatsRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.GetStatsRequest & fulgur.v1.GetStatsRequest.$Shape} GetStatsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetStatsRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.GetStatsRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetStatsRequest;
        })();

        v1.KvStoreStats = (function() {

            /**
             * Properties of a KvStoreStats.
             * @typedef {Object} fulgur.v1.KvStoreStats.$Properties
             * @property {number|null} [ramBlocks] KvStoreStats ramBlocks
             * @property {number|null} [ramBytes] KvStoreStats ramBytes
             * @property {number|null} [diskBlocks] KvStoreStats diskBlocks
             * @property {number|null} [diskBytes] KvStoreStats diskBytes
             * @property {boolean|null} [diskAvailable] KvStoreStats diskAvailable
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a KvStoreStats.
             * @memberof fulgur.v1
             * @interface IKvStoreStats
             * @augments fulgur.v1.KvStoreStats.$Properties
             * @deprecated Use fulgur.v1.KvStoreStats.$Properties instead.
             */

            /**
             * Shape of a KvStoreStats.
             * @typedef {fulgur.v1.KvStoreStats.$Properties} fulgur.v1.KvStoreStats.$Shape
             */

            /**
             * Constructs a new KvStoreStats.
             * @memberof fulgur.v1
             * @classdesc Represents a KvStoreStats.
             * @constructor
             * @param {fulgur.v1.KvStoreStats.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const KvStoreStats = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * KvStoreStats ramBlocks.
             * @member {number} ramBlocks
             * @memberof fulgur.v1.KvStoreStats
             * @instance
             */
            KvStoreStats.prototype.ramBlocks = 0;

            /**
             * KvStoreStats ramBytes.
             * @member {number} ramBytes
             * @memberof fulgur.v1.KvStoreStats
             * @instance
             */
            KvStoreStats.prototype.ramBytes = 0;

            /**
             * KvStoreStats diskBlocks.
             * @member {number} diskBlocks
             * @memberof fulgur.v1.KvStoreStats
             * @instance
             */
            KvStoreStats.prototype.diskBlocks = 0;

            /**
             * KvStoreStats diskBytes.
             * @member {number} diskBytes
             * @memberof fulgur.v1.KvStoreStats
             * @instance
             */
            KvStoreStats.prototype.diskBytes = 0;

            /**
             * KvStoreStats diskAvailable.
             * @member {boolean} diskAvailable
             * @memberof fulgur.v1.KvStoreStats
             * @instance
             */
            KvStoreStats.prototype.diskAvailable = false;

            /**
             * Creates a new KvStoreStats instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.KvStoreStats
             * @static
             * @param {fulgur.v1.KvStoreStats.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.KvStoreStats} KvStoreStats instance
             * @type {{
             *   (properties: fulgur.v1.KvStoreStats.$Shape): fulgur.v1.KvStoreStats & fulgur.v1.KvStoreStats.$Shape;
             *   (properties?: fulgur.v1.KvStoreStats.$Properties): fulgur.v1.KvStoreStats;
             * }}
             */
            KvStoreStats.create = function(properties) {
                return new KvStoreStats(properties);
            };

            /**
             * Encodes the specified KvStoreStats message. Does not implicitly {@link fulgur.v1.KvStoreStats.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.KvStoreStats
             * @static
             * @param {fulgur.v1.KvStoreStats.$Properties} message KvStoreStats message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            KvStoreStats.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.ramBlocks != null && $Object.hasOwnProperty.call(message, "ramBlocks") && message.ramBlocks !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.ramBlocks);
                if (message.ramBytes != null && $Object.hasOwnProperty.call(message, "ramBytes") && !$Object.is(message.ramBytes, 0))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.ramBytes);
                if (message.diskBlocks != null && $Object.hasOwnProperty.call(message, "diskBlocks") && message.diskBlocks !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.diskBlocks);
                if (message.diskBytes != null && $Object.hasOwnProperty.call(message, "diskBytes") && !$Object.is(message.diskBytes, 0))
                    writer.uint32(/* id 4, wireType 1 =*/33).double(message.diskBytes);
                if (message.diskAvailable != null && $Object.hasOwnProperty.call(message, "diskAvailable") && message.diskAvailable !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.diskAvailable);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a KvStoreStats message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.KvStoreStats
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.KvStoreStats & fulgur.v1.KvStoreStats.$Shape} KvStoreStats
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            KvStoreStats.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.KvStoreStats();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ramBlocks = value;
                            else
                                delete message.ramBlocks;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.ramBytes = value;
                            else
                                delete message.ramBytes;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.diskBlocks = value;
                            else
                                delete message.diskBlocks;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.diskBytes = value;
                            else
                                delete message.diskBytes;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.diskAvailable = value;
                            else
                                delete message.diskAvailable;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return KvStoreStats;
        })();

        v1.ScreenDeltas = (function() {

            /**
             * Properties of a ScreenDeltas.
             * @typedef {Object} fulgur.v1.ScreenDeltas.$Properties
             * @property {Array.<fulgur.v1.ScreenDelta.$Properties>|null} [deltas] ScreenDeltas deltas
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ScreenDeltas.
             * @memberof fulgur.v1
             * @interface IScreenDeltas
             * @augments fulgur.v1.ScreenDeltas.$Properties
             * @deprecated Use fulgur.v1.ScreenDeltas.$Properties instead.
             */

            /**
             * Shape of a ScreenDeltas.
             * @typedef {fulgur.v1.ScreenDeltas.$Properties} fulgur.v1.ScreenDeltas.$Shape
             */

            /**
             * Constructs a new ScreenDeltas.
             * @memberof fulgur.v1
             * @classdesc Represents a ScreenDeltas.
             * @constructor
             * @param {fulgur.v1.ScreenDeltas.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ScreenDeltas = function (properties) {
                this.deltas = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ScreenDeltas deltas.
             * @member {Array.<fulgur.v1.ScreenDelta.$Properties>} deltas
             * @memberof fulgur.v1.ScreenDeltas
             * @instance
             */
            ScreenDeltas.prototype.deltas = $util.emptyArray;

            /**
             * Creates a new ScreenDeltas instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ScreenDeltas
             * @static
             * @param {fulgur.v1.ScreenDeltas.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ScreenDeltas} ScreenDeltas instance
             * @type {{
             *   (properties: fulgur.v1.ScreenDeltas.$Shape): fulgur.v1.ScreenDeltas & fulgur.v1.ScreenDeltas.$Shape;
             *   (properties?: fulgur.v1.ScreenDeltas.$Properties): fulgur.v1.ScreenDeltas;
             * }}
             */
            ScreenDeltas.create = function(properties) {
                return new ScreenDeltas(properties);
            };

            /**
             * Encodes the specified ScreenDeltas message. Does not implicitly {@link fulgur.v1.ScreenDeltas.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ScreenDeltas
             * @static
             * @param {fulgur.v1.ScreenDeltas.$Properties} message ScreenDeltas message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ScreenDeltas.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.deltas != null && message.deltas.length)
                    for (let i = 0; i < message.deltas.length; ++i)
                        $root.fulgur.v1.ScreenDelta.encode(message.deltas[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ScreenDeltas message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ScreenDeltas
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ScreenDeltas & fulgur.v1.ScreenDeltas.$Shape} ScreenDeltas
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ScreenDeltas.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ScreenDeltas();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.deltas && message.deltas.length))
                                message.deltas = [];
                            message.deltas.push($root.fulgur.v1.ScreenDelta.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ScreenDeltas;
        })();

        v1.ScreenDelta = (function() {

            /**
             * Properties of a ScreenDelta.
             * @typedef {Object} fulgur.v1.ScreenDelta.$Properties
             * @property {number|null} [screen] ScreenDelta screen
             * @property {fulgur.v1.OutputDelta.$Properties|null} [delta] ScreenDelta delta
             * @property {boolean|null} [cancel] ScreenDelta cancel
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ScreenDelta.
             * @memberof fulgur.v1
             * @interface IScreenDelta
             * @augments fulgur.v1.ScreenDelta.$Properties
             * @deprecated Use fulgur.v1.ScreenDelta.$Properties instead.
             */

            /**
             * Shape of a ScreenDelta.
             * @typedef {fulgur.v1.ScreenDelta.$Properties} fulgur.v1.ScreenDelta.$Shape
             */

            /**
             * Constructs a new ScreenDelta.
             * @memberof fulgur.v1
             * @classdesc Represents a ScreenDelta.
             * @constructor
             * @param {fulgur.v1.ScreenDelta.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ScreenDelta = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ScreenDelta screen.
             * @member {number} screen
             * @memberof fulgur.v1.ScreenDelta
             * @instance
             */
            ScreenDelta.prototype.screen = 0;

            /**
             * ScreenDelta delta.
             * @member {fulgur.v1.OutputDelta.$Properties|null|undefined} delta
             * @memberof fulgur.v1.ScreenDelta
             * @instance
             */
            ScreenDelta.prototype.delta = null;

            /**
             * ScreenDelta cancel.
             * @member {boolean} cancel
             * @memberof fulgur.v1.ScreenDelta
             * @instance
             */
            ScreenDelta.prototype.cancel = false;

            /**
             * Creates a new ScreenDelta instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ScreenDelta
             * @static
             * @param {fulgur.v1.ScreenDelta.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ScreenDelta} ScreenDelta instance
             * @type {{
             *   (properties: fulgur.v1.ScreenDelta.$Shape): fulgur.v1.ScreenDelta & fulgur.v1.ScreenDelta.$Shape;
             *   (properties?: fulgur.v1.ScreenDelta.$Properties): fulgur.v1.ScreenDelta;
             * }}
             */
            ScreenDelta.create = function(properties) {
                return new ScreenDelta(properties);
            };

            /**
             * Encodes the specified ScreenDelta message. Does not implicitly {@link fulgur.v1.ScreenDelta.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ScreenDelta
             * @static
             * @param {fulgur.v1.ScreenDelta.$Properties} message ScreenDelta message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ScreenDelta.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.screen != null && $Object.hasOwnProperty.call(message, "screen") && message.screen !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.screen);
                if (message.delta != null && $Object.hasOwnProperty.call(message, "delta"))
                    $root.fulgur.v1.OutputDelta.encode(message.delta, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.cancel != null && $Object.hasOwnProperty.call(message, "cancel") && message.cancel !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.cancel);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ScreenDelta message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ScreenDelta
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ScreenDelta & fulgur.v1.ScreenDelta.$Shape} ScreenDelta
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ScreenDelta.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ScreenDelta();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.screen = value;
                            else
                                delete message.screen;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.delta = $root.fulgur.v1.OutputDelta.decode(reader, reader.size(), $undefined, _depth + 1, message.delta);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.cancel = value;
                            else
                                delete message.cancel;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ScreenDelta;
        })();

        v1.ScreenReleases = (function() {

            /**
             * Properties of a ScreenReleases.
             * @typedef {Object} fulgur.v1.ScreenReleases.$Properties
             * @property {Array.<fulgur.v1.ScreenRelease.$Properties>|null} [releases] ScreenReleases releases
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ScreenReleases.
             * @memberof fulgur.v1
             * @interface IScreenReleases
             * @augments fulgur.v1.ScreenReleases.$Properties
             * @deprecated Use fulgur.v1.ScreenReleases.$Properties instead.
             */

            /**
             * Shape of a ScreenReleases.
             * @typedef {fulgur.v1.ScreenReleases.$Properties} fulgur.v1.ScreenReleases.$Shape
             */

            /**
             * Constructs a new ScreenReleases.
             * @memberof fulgur.v1
             * @classdesc Represents a ScreenReleases.
             * @constructor
             * @param {fulgur.v1.ScreenReleases.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ScreenReleases = function (properties) {
                this.releases = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ScreenReleases releases.
             * @member {Array.<fulgur.v1.ScreenRelease.$Properties>} releases
             * @memberof fulgur.v1.ScreenReleases
             * @instance
             */
            ScreenReleases.prototype.releases = $util.emptyArray;

            /**
             * Creates a new ScreenReleases instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ScreenReleases
             * @static
             * @param {fulgur.v1.ScreenReleases.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ScreenReleases} ScreenReleases instance
             * @type {{
             *   (properties: fulgur.v1.ScreenReleases.$Shape): fulgur.v1.ScreenReleases & fulgur.v1.ScreenReleases.$Shape;
             *   (properties?: fulgur.v1.ScreenReleases.$Properties): fulgur.v1.ScreenReleases;
             * }}
             */
            ScreenReleases.create = function(properties) {
                return new ScreenReleases(properties);
            };

            /**
             * Encodes the specified ScreenReleases message. Does not implicitly {@link fulgur.v1.ScreenReleases.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ScreenReleases
             * @static
             * @param {fulgur.v1.ScreenReleases.$Properties} message ScreenReleases message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ScreenReleases.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.releases != null && message.releases.length)
                    for (let i = 0; i < message.releases.length; ++i)
                        $root.fulgur.v1.ScreenRelease.encode(message.releases[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ScreenReleases message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ScreenReleases
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ScreenReleases & fulgur.v1.ScreenReleases.$Shape} ScreenReleases
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ScreenReleases.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ScreenReleases();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.releases && message.releases.length))
                                message.releases = [];
                            message.releases.push($root.fulgur.v1.ScreenRelease.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ScreenReleases;
        })();

        v1.ScreenRelease = (function() {

            /**
             * Properties of a ScreenRelease.
             * @typedef {Object} fulgur.v1.ScreenRelease.$Properties
             * @property {number|null} [screen] ScreenRelease screen
             * @property {fulgur.v1.OutputRelease.$Properties|null} [release] ScreenRelease release
             * @property {fulgur.v1.GuardFailure.$Properties|null} [failure] ScreenRelease failure
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ScreenRelease.
             * @memberof fulgur.v1
             * @interface IScreenRelease
             * @augments fulgur.v1.ScreenRelease.$Properties
             * @deprecated Use fulgur.v1.ScreenRelease.$Properties instead.
             */

            /**
             * Shape of a ScreenRelease.
             * @typedef {fulgur.v1.ScreenRelease.$Properties} fulgur.v1.ScreenRelease.$Shape
             */

            /**
             * Constructs a new ScreenRelease.
             * @memberof fulgur.v1
             * @classdesc Represents a ScreenRelease.
             * @constructor
             * @param {fulgur.v1.ScreenRelease.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ScreenRelease = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ScreenRelease screen.
             * @member {number} screen
             * @memberof fulgur.v1.ScreenRelease
             * @instance
             */
            ScreenRelease.prototype.screen = 0;

            /**
             * ScreenRelease release.
             * @member {fulgur.v1.OutputRelease.$Properties|null|undefined} release
             * @memberof fulgur.v1.ScreenRelease
             * @instance
             */
            ScreenRelease.prototype.release = null;

            /**
             * ScreenRelease failure.
             * @member {fulgur.v1.GuardFailure.$Properties|null|undefined} failure
             * @memberof fulgur.v1.ScreenRelease
             * @instance
             */
            ScreenRelease.prototype.failure = null;

            /**
             * Creates a new ScreenRelease instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.ScreenRelease
             * @static
             * @param {fulgur.v1.ScreenRelease.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.ScreenRelease} ScreenRelease instance
             * @type {{
             *   (properties: fulgur.v1.ScreenRelease.$Shape): fulgur.v1.ScreenRelease & fulgur.v1.ScreenRelease.$Shape;
             *   (properties?: fulgur.v1.ScreenRelease.$Properties): fulgur.v1.ScreenRelease;
             * }}
             */
            ScreenRelease.create = function(properties) {
                return new ScreenRelease(properties);
            };

            /**
             * Encodes the specified ScreenRelease message. Does not implicitly {@link fulgur.v1.ScreenRelease.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.ScreenRelease
             * @static
             * @param {fulgur.v1.ScreenRelease.$Properties} message ScreenRelease message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ScreenRelease.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.screen != null && $Object.hasOwnProperty.call(message, "screen") && message.screen !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.screen);
                if (message.release != null && $Object.hasOwnProperty.call(message, "release"))
                    $root.fulgur.v1.OutputRelease.encode(message.release, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.fulgur.v1.GuardFailure.encode(message.failure, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ScreenRelease message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.ScreenRelease
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.ScreenRelease & fulgur.v1.ScreenRelease.$Shape} ScreenRelease
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ScreenRelease.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.ScreenRelease();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.screen = value;
                            else
                                delete message.screen;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.release = $root.fulgur.v1.OutputRelease.decode(reader, reader.size(), $undefined, _depth + 1, message.release);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.fulgur.v1.GuardFailure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ScreenRelease;
        })();

        v1.PromptQuestions = (function() {

            /**
             * Properties of a PromptQuestions.
             * @typedef {Object} fulgur.v1.PromptQuestions.$Properties
             * @property {Array.<fulgur.v1.PromptQuestion.$Properties>|null} [questions] PromptQuestions questions
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PromptQuestions.
             * @memberof fulgur.v1
             * @interface IPromptQuestions
             * @augments fulgur.v1.PromptQuestions.$Properties
             * @deprecated Use fulgur.v1.PromptQuestions.$Properties instead.
             */

            /**
             * Shape of a PromptQuestions.
             * @typedef {fulgur.v1.PromptQuestions.$Properties} fulgur.v1.PromptQuestions.$Shape
             */

            /**
             * Constructs a new PromptQuestions.
             * @memberof fulgur.v1
             * @classdesc Represents a PromptQuestions.
             * @constructor
             * @param {fulgur.v1.PromptQuestions.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PromptQuestions = function (properties) {
                this.questions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PromptQuestions questions.
             * @member {Array.<fulgur.v1.PromptQuestion.$Properties>} questions
             * @memberof fulgur.v1.PromptQuestions
             * @instance
             */
            PromptQuestions.prototype.questions = $util.emptyArray;

            /**
             * Creates a new PromptQuestions instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.PromptQuestions
             * @static
             * @param {fulgur.v1.PromptQuestions.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.PromptQuestions} PromptQuestions instance
             * @type {{
             *   (properties: fulgur.v1.PromptQuestions.$Shape): fulgur.v1.PromptQuestions & fulgur.v1.PromptQuestions.$Shape;
             *   (properties?: fulgur.v1.PromptQuestions.$Properties): fulgur.v1.PromptQuestions;
             * }}
             */
            PromptQuestions.create = function(properties) {
                return new PromptQuestions(properties);
            };

            /**
             * Encodes the specified PromptQuestions message. Does not implicitly {@link fulgur.v1.PromptQuestions.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.PromptQuestions
             * @static
             * @param {fulgur.v1.PromptQuestions.$Properties} message PromptQuestions message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PromptQuestions.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.questions != null && message.questions.length)
                    for (let i = 0; i < message.questions.length; ++i)
                        $root.fulgur.v1.PromptQuestion.encode(message.questions[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PromptQuestions message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.PromptQuestions
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.PromptQuestions & fulgur.v1.PromptQuestions.$Shape} PromptQuestions
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PromptQuestions.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.PromptQuestions();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.questions && message.questions.length))
                                message.questions = [];
                            message.questions.push($root.fulgur.v1.PromptQuestion.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PromptQuestions;
        })();

        v1.PromptQuestion = (function() {

            /**
             * Properties of a PromptQuestion.
             * @typedef {Object} fulgur.v1.PromptQuestion.$Properties
             * @property {number|null} [question] PromptQuestion question
             * @property {fulgur.v1.AssessPromptRequest.$Properties|null} [prompt] PromptQuestion prompt
             * @property {boolean|null} [cancel] PromptQuestion cancel
             * @property {string|null} [traceparent] PromptQuestion traceparent
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PromptQuestion.
             * @memberof fulgur.v1
             * @interface IPromptQuestion
             * @augments fulgur.v1.PromptQuestion.$Properties
             * @deprecated Use fulgur.v1.PromptQuestion.$Properties instead.
             */

            /**
             * Shape of a PromptQuestion.
             * @typedef {fulgur.v1.PromptQuestion.$Properties} fulgur.v1.PromptQuestion.$Shape
             */

            /**
             * Constructs a new PromptQuestion.
             * @memberof fulgur.v1
             * @classdesc Represents a PromptQuestion.
             * @constructor
             * @param {fulgur.v1.PromptQuestion.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PromptQuestion = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PromptQuestion question.
             * @member {number} question
             * @memberof fulgur.v1.PromptQuestion
             * @instance
             */
            PromptQuestion.prototype.question = 0;

            /**
             * PromptQuestion prompt.
             * @member {fulgur.v1.AssessPromptRequest.$Properties|null|undefined} prompt
             * @memberof fulgur.v1.PromptQuestion
             * @instance
             */
            PromptQuestion.prototype.prompt = null;

            /**
             * PromptQuestion cancel.
             * @member {boolean} cancel
             * @memberof fulgur.v1.PromptQuestion
             * @instance
             */
            PromptQuestion.prototype.cancel = false;

            /**
             * PromptQuestion traceparent.
             * @member {string} traceparent
             * @memberof fulgur.v1.PromptQuestion
             * @instance
             */
            PromptQuestion.prototype.traceparent = "";

            /**
             * Creates a new PromptQuestion instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.PromptQuestion
             * @static
             * @param {fulgur.v1.PromptQuestion.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.PromptQuestion} PromptQuestion instance
             * @type {{
             *   (properties: fulgur.v1.PromptQuestion.$Shape): fulgur.v1.PromptQuestion & fulgur.v1.PromptQuestion.$Shape;
             *   (properties?: fulgur.v1.PromptQuestion.$Properties): fulgur.v1.PromptQuestion;
             * }}
             */
            PromptQuestion.create = function(properties) {
                return new PromptQuestion(properties);
            };

            /**
             * Encodes the specified PromptQuestion message. Does not implicitly {@link fulgur.v1.PromptQuestion.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.PromptQuestion
             * @static
             * @param {fulgur.v1.PromptQuestion.$Properties} message PromptQuestion message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PromptQuestion.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.question != null && $Object.hasOwnProperty.call(message, "question") && message.question !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.question);
                if (message.prompt != null && $Object.hasOwnProperty.call(message, "prompt"))
                    $root.fulgur.v1.AssessPromptRequest.encode(message.prompt, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.cancel != null && $Object.hasOwnProperty.call(message, "cancel") && message.cancel !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.cancel);
                if (message.traceparent != null && $Object.hasOwnProperty.call(message, "traceparent") && message.traceparent !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.traceparent);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PromptQuestion message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.PromptQuestion
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.PromptQuestion & fulgur.v1.PromptQuestion.$Shape} PromptQuestion
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PromptQuestion.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.PromptQuestion();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.question = value;
                            else
                                delete message.question;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.prompt = $root.fulgur.v1.AssessPromptRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.prompt);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.cancel = value;
                            else
                                delete message.cancel;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.traceparent = value;
                            else
                                delete message.traceparent;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PromptQuestion;
        })();

        v1.PromptAnswers = (function() {

            /**
             * Properties of a PromptAnswers.
             * @typedef {Object} fulgur.v1.PromptAnswers.$Properties
             * @property {Array.<fulgur.v1.PromptAnswer.$Properties>|null} [answers] PromptAnswers answers
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PromptAnswers.
             * @memberof fulgur.v1
             * @interface IPromptAnswers
             * @augments fulgur.v1.PromptAnswers.$Properties
             * @deprecated Use fulgur.v1.PromptAnswers.$Properties instead.
             */

            /**
             * Shape of a PromptAnswers.
             * @typedef {fulgur.v1.PromptAnswers.$Properties} fulgur.v1.PromptAnswers.$Shape
             */

            /**
             * Constructs a new PromptAnswers.
             * @memberof fulgur.v1
             * @classdesc Represents a PromptAnswers.
             * @constructor
             * @param {fulgur.v1.PromptAnswers.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PromptAnswers = function (properties) {
                this.answers = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PromptAnswers answers.
             * @member {Array.<fulgur.v1.PromptAnswer.$Properties>} answers
             * @memberof fulgur.v1.PromptAnswers
             * @instance
             */
            PromptAnswers.prototype.answers = $util.emptyArray;

            /**
             * Creates a new PromptAnswers instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.PromptAnswers
             * @static
             * @param {fulgur.v1.PromptAnswers.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.PromptAnswers} PromptAnswers instance
             * @type {{
             *   (properties: fulgur.v1.PromptAnswers.$Shape): fulgur.v1.PromptAnswers & fulgur.v1.PromptAnswers.$Shape;
             *   (properties?: fulgur.v1.PromptAnswers.$Properties): fulgur.v1.PromptAnswers;
             * }}
             */
            PromptAnswers.create = function(properties) {
                return new PromptAnswers(properties);
            };

            /**
             * Encodes the specified PromptAnswers message. Does not implicitly {@link fulgur.v1.PromptAnswers.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.PromptAnswers
             * @static
             * @param {fulgur.v1.PromptAnswers.$Properties} message PromptAnswers message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PromptAnswers.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.answers != null && message.answers.length)
                    for (let i = 0; i < message.answers.length; ++i)
                        $root.fulgur.v1.PromptAnswer.encode(message.answers[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PromptAnswers message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.PromptAnswers
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.PromptAnswers & fulgur.v1.PromptAnswers.$Shape} PromptAnswers
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PromptAnswers.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.PromptAnswers();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.answers && message.answers.length))
                                message.answers = [];
                            message.answers.push($root.fulgur.v1.PromptAnswer.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PromptAnswers;
        })();

        v1.PromptAnswer = (function() {

            /**
             * Properties of a PromptAnswer.
             * @typedef {Object} fulgur.v1.PromptAnswer.$Properties
             * @property {number|null} [question] PromptAnswer question
             * @property {fulgur.v1.Assessment.$Properties|null} [assessment] PromptAnswer assessment
             * @property {fulgur.v1.GuardFailure.$Properties|null} [failure] PromptAnswer failure
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PromptAnswer.
             * @memberof fulgur.v1
             * @interface IPromptAnswer
             * @augments fulgur.v1.PromptAnswer.$Properties
             * @deprecated Use fulgur.v1.PromptAnswer.$Properties instead.
             */

            /**
             * Shape of a PromptAnswer.
             * @typedef {fulgur.v1.PromptAnswer.$Properties} fulgur.v1.PromptAnswer.$Shape
             */

            /**
             * Constructs a new PromptAnswer.
             * @memberof fulgur.v1
             * @classdesc Represents a PromptAnswer.
             * @constructor
             * @param {fulgur.v1.PromptAnswer.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PromptAnswer = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PromptAnswer question.
             * @member {number} question
             * @memberof fulgur.v1.PromptAnswer
             * @instance
             */
            PromptAnswer.prototype.question = 0;

            /**
             * PromptAnswer assessment.
             * @member {fulgur.v1.Assessment.$Properties|null|undefined} assessment
             * @memberof fulgur.v1.PromptAnswer
             * @instance
             */
            PromptAnswer.prototype.assessment = null;

            /**
             * PromptAnswer failure.
             * @member {fulgur.v1.GuardFailure.$Properties|null|undefined} failure
             * @memberof fulgur.v1.PromptAnswer
             * @instance
             */
            PromptAnswer.prototype.failure = null;

            /**
             * Creates a new PromptAnswer instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.PromptAnswer
             * @static
             * @param {fulgur.v1.PromptAnswer.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.PromptAnswer} PromptAnswer instance
             * @type {{
             *   (properties: fulgur.v1.PromptAnswer.$Shape): fulgur.v1.PromptAnswer & fulgur.v1.PromptAnswer.$Shape;
             *   (properties?: fulgur.v1.PromptAnswer.$Properties): fulgur.v1.PromptAnswer;
             * }}
             */
            PromptAnswer.create = function(properties) {
                return new PromptAnswer(properties);
            };

            /**
             * Encodes the specified PromptAnswer message. Does not implicitly {@link fulgur.v1.PromptAnswer.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.PromptAnswer
             * @static
             * @param {fulgur.v1.PromptAnswer.$Properties} message PromptAnswer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PromptAnswer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.question != null && $Object.hasOwnProperty.call(message, "question") && message.question !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.question);
                if (message.assessment != null && $Object.hasOwnProperty.call(message, "assessment"))
                    $root.fulgur.v1.Assessment.encode(message.assessment, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.fulgur.v1.GuardFailure.encode(message.failure, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PromptAnswer message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.PromptAnswer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.PromptAnswer & fulgur.v1.PromptAnswer.$Shape} PromptAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PromptAnswer.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.PromptAnswer();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.question = value;
                            else
                                delete message.question;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.assessment = $root.fulgur.v1.Assessment.decode(reader, reader.size(), $undefined, _depth + 1, message.assessment);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.fulgur.v1.GuardFailure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PromptAnswer;
        })();

        v1.RpcStatus = (function() {

            /**
             * Properties of a RpcStatus.
             * @typedef {Object} fulgur.v1.RpcStatus.$Properties
             * @property {number|null} [code] RpcStatus code
             * @property {string|null} [message] RpcStatus message
             * @property {Array.<fulgur.v1.RpcAny.$Properties>|null} [details] RpcStatus details
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RpcStatus.
             * @memberof fulgur.v1
             * @interface IRpcStatus
             * @augments fulgur.v1.RpcStatus.$Properties
             * @deprecated Use fulgur.v1.RpcStatus.$Properties instead.
             */

            /**
             * Shape of a RpcStatus.
             * @typedef {fulgur.v1.RpcStatus.$Properties} fulgur.v1.RpcStatus.$Shape
             */

            /**
             * Constructs a new RpcStatus.
             * @memberof fulgur.v1
             * @classdesc Represents a RpcStatus.
             * @constructor
             * @param {fulgur.v1.RpcStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RpcStatus = function (properties) {
                this.details = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RpcStatus code.
             * @member {number} code
             * @memberof fulgur.v1.RpcStatus
             * @instance
             */
            RpcStatus.prototype.code = 0;

            /**
             * RpcStatus message.
             * @member {string} message
             * @memberof fulgur.v1.RpcStatus
             * @instance
             */
            RpcStatus.prototype.message = "";

            /**
             * RpcStatus details.
             * @member {Array.<fulgur.v1.RpcAny.$Properties>} details
             * @memberof fulgur.v1.RpcStatus
             * @instance
             */
            RpcStatus.prototype.details = $util.emptyArray;

            /**
             * Creates a new RpcStatus instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.RpcStatus
             * @static
             * @param {fulgur.v1.RpcStatus.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.RpcStatus} RpcStatus instance
             * @type {{
             *   (properties: fulgur.v1.RpcStatus.$Shape): fulgur.v1.RpcStatus & fulgur.v1.RpcStatus.$Shape;
             *   (properties?: fulgur.v1.RpcStatus.$Properties): fulgur.v1.RpcStatus;
             * }}
             */
            RpcStatus.create = function(properties) {
                return new RpcStatus(properties);
            };

            /**
             * Encodes the specified RpcStatus message. Does not implicitly {@link fulgur.v1.RpcStatus.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.RpcStatus
             * @static
             * @param {fulgur.v1.RpcStatus.$Properties} message RpcStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RpcStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.code);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                if (message.details != null && message.details.length)
                    for (let i = 0; i < message.details.length; ++i)
                        $root.fulgur.v1.RpcAny.encode(message.details[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RpcStatus message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.RpcStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.RpcStatus & fulgur.v1.RpcStatus.$Shape} RpcStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RpcStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.RpcStatus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.details && message.details.length))
                                message.details = [];
                            message.details.push($root.fulgur.v1.RpcAny.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RpcStatus;
        })();

        v1.RpcAny = (function() {

            /**
             * Properties of a RpcAny.
             * @typedef {Object} fulgur.v1.RpcAny.$Properties
             * @property {string|null} [typeUrl] RpcAny typeUrl
             * @property {Uint8Array|null} [value] RpcAny value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RpcAny.
             * @memberof fulgur.v1
             * @interface IRpcAny
             * @augments fulgur.v1.RpcAny.$Properties
             * @deprecated Use fulgur.v1.RpcAny.$Properties instead.
             */

            /**
             * Shape of a RpcAny.
             * @typedef {fulgur.v1.RpcAny.$Properties} fulgur.v1.RpcAny.$Shape
             */

            /**
             * Constructs a new RpcAny.
             * @memberof fulgur.v1
             * @classdesc Represents a RpcAny.
             * @constructor
             * @param {fulgur.v1.RpcAny.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RpcAny = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RpcAny typeUrl.
             * @member {string} typeUrl
             * @memberof fulgur.v1.RpcAny
             * @instance
             */
            RpcAny.prototype.typeUrl = "";

            /**
             * RpcAny value.
             * @member {Uint8Array} value
             * @memberof fulgur.v1.RpcAny
             * @instance
             */
            RpcAny.prototype.value = $util.newBuffer([]);

            /**
             * Creates a new RpcAny instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.RpcAny
             * @static
             * @param {fulgur.v1.RpcAny.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.RpcAny} RpcAny instance
             * @type {{
             *   (properties: fulgur.v1.RpcAny.$Shape): fulgur.v1.RpcAny & fulgur.v1.RpcAny.$Shape;
             *   (properties?: fulgur.v1.RpcAny.$Properties): fulgur.v1.RpcAny;
             * }}
             */
            RpcAny.create = function(properties) {
                return new RpcAny(properties);
            };

            /**
             * Encodes the specified RpcAny message. Does not implicitly {@link fulgur.v1.RpcAny.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.RpcAny
             * @static
             * @param {fulgur.v1.RpcAny.$Properties} message RpcAny message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RpcAny.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.typeUrl != null && $Object.hasOwnProperty.call(message, "typeUrl") && message.typeUrl !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.typeUrl);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RpcAny message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.RpcAny
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.RpcAny & fulgur.v1.RpcAny.$Shape} RpcAny
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RpcAny.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.RpcAny();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.typeUrl = value;
                            else
                                delete message.typeUrl;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RpcAny;
        })();

        v1.RpcErrorInfo = (function() {

            /**
             * Properties of a RpcErrorInfo.
             * @typedef {Object} fulgur.v1.RpcErrorInfo.$Properties
             * @property {string|null} [reason] RpcErrorInfo reason
             * @property {string|null} [domain] RpcErrorInfo domain
             * @property {Object.<string,string>|null} [metadata] RpcErrorInfo metadata
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RpcErrorInfo.
             * @memberof fulgur.v1
             * @interface IRpcErrorInfo
             * @augments fulgur.v1.RpcErrorInfo.$Properties
             * @deprecated Use fulgur.v1.RpcErrorInfo.$Properties instead.
             */

            /**
             * Shape of a RpcErrorInfo.
             * @typedef {fulgur.v1.RpcErrorInfo.$Properties} fulgur.v1.RpcErrorInfo.$Shape
             */

            /**
             * Constructs a new RpcErrorInfo.
             * @memberof fulgur.v1
             * @classdesc Represents a RpcErrorInfo.
             * @constructor
             * @param {fulgur.v1.RpcErrorInfo.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RpcErrorInfo = function (properties) {
                this.metadata = {};
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RpcErrorInfo reason.
             * @member {string} reason
             * @memberof fulgur.v1.RpcErrorInfo
             * @instance
             */
            RpcErrorInfo.prototype.reason = "";

            /**
             * RpcErrorInfo domain.
             * @member {string} domain
             * @memberof fulgur.v1.RpcErrorInfo
             * @instance
             */
            RpcErrorInfo.prototype.domain = "";

            /**
             * RpcErrorInfo metadata.
             * @member {Object.<string,string>} metadata
             * @memberof fulgur.v1.RpcErrorInfo
             * @instance
             */
            RpcErrorInfo.prototype.metadata = $util.emptyObject;

            /**
             * Creates a new RpcErrorInfo instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.RpcErrorInfo
             * @static
             * @param {fulgur.v1.RpcErrorInfo.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.RpcErrorInfo} RpcErrorInfo instance
             * @type {{
             *   (properties: fulgur.v1.RpcErrorInfo.$Shape): fulgur.v1.RpcErrorInfo & fulgur.v1.RpcErrorInfo.$Shape;
             *   (properties?: fulgur.v1.RpcErrorInfo.$Properties): fulgur.v1.RpcErrorInfo;
             * }}
             */
            RpcErrorInfo.create = function(properties) {
                return new RpcErrorInfo(properties);
            };

            /**
             * Encodes the specified RpcErrorInfo message. Does not implicitly {@link fulgur.v1.RpcErrorInfo.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.RpcErrorInfo
             * @static
             * @param {fulgur.v1.RpcErrorInfo.$Properties} message RpcErrorInfo message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RpcErrorInfo.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                if (message.domain != null && $Object.hasOwnProperty.call(message, "domain") && message.domain !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.domain);
                if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                    for (let keys = $Object.keys(message.metadata), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.metadata[keys[i]]).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RpcErrorInfo message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.RpcErrorInfo
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.RpcErrorInfo & fulgur.v1.RpcErrorInfo.$Shape} RpcErrorInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RpcErrorInfo.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, key, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.RpcErrorInfo();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.domain = value;
                            else
                                delete message.domain;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (message.metadata === $util.emptyObject)
                                message.metadata = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = "";
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 2)
                                        break;
                                    value = reader.stringVerify();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.metadata, key);
                            message.metadata[key] = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RpcErrorInfo;
        })();

        v1.CorpusBatch = (function() {

            /**
             * Properties of a CorpusBatch.
             * @typedef {Object} fulgur.v1.CorpusBatch.$Properties
             * @property {Array.<string>|null} [texts] CorpusBatch texts
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CorpusBatch.
             * @memberof fulgur.v1
             * @interface ICorpusBatch
             * @augments fulgur.v1.CorpusBatch.$Properties
             * @deprecated Use fulgur.v1.CorpusBatch.$Properties instead.
             */

            /**
             * Shape of a CorpusBatch.
             * @typedef {fulgur.v1.CorpusBatch.$Properties} fulgur.v1.CorpusBatch.$Shape
             */

            /**
             * Constructs a new CorpusBatch.
             * @memberof fulgur.v1
             * @classdesc Represents a CorpusBatch.
             * @constructor
             * @param {fulgur.v1.CorpusBatch.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CorpusBatch = function (properties) {
                this.texts = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CorpusBatch texts.
             * @member {Array.<string>} texts
             * @memberof fulgur.v1.CorpusBatch
             * @instance
             */
            CorpusBatch.prototype.texts = $util.emptyArray;

            /**
             * Creates a new CorpusBatch instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.CorpusBatch
             * @static
             * @param {fulgur.v1.CorpusBatch.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.CorpusBatch} CorpusBatch instance
             * @type {{
             *   (properties: fulgur.v1.CorpusBatch.$Shape): fulgur.v1.CorpusBatch & fulgur.v1.CorpusBatch.$Shape;
             *   (properties?: fulgur.v1.CorpusBatch.$Properties): fulgur.v1.CorpusBatch;
             * }}
             */
            CorpusBatch.create = function(properties) {
                return new CorpusBatch(properties);
            };

            /**
             * Encodes the specified CorpusBatch message. Does not implicitly {@link fulgur.v1.CorpusBatch.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.CorpusBatch
             * @static
             * @param {fulgur.v1.CorpusBatch.$Properties} message CorpusBatch message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CorpusBatch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.texts != null && message.texts.length)
                    for (let i = 0; i < message.texts.length; ++i)
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.texts[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a CorpusBatch message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.CorpusBatch
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.CorpusBatch & fulgur.v1.CorpusBatch.$Shape} CorpusBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            CorpusBatch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.CorpusBatch();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.texts && message.texts.length))
                                message.texts = [];
                            message.texts.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CorpusBatch;
        })();

        v1.CorpusVerdicts = (function() {

            /**
             * Properties of a CorpusVerdicts.
             * @typedef {Object} fulgur.v1.CorpusVerdicts.$Properties
             * @property {Array.<fulgur.v1.DocumentVerdict.$Properties>|null} [verdicts] CorpusVerdicts verdicts
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CorpusVerdicts.
             * @memberof fulgur.v1
             * @interface ICorpusVerdicts
             * @augments fulgur.v1.CorpusVerdicts.$Properties
             * @deprecated Use fulgur.v1.CorpusVerdicts.$Properties instead.
             */

            /**
             * Shape of a CorpusVerdicts.
             * @typedef {fulgur.v1.CorpusVerdicts.$Properties} fulgur.v1.CorpusVerdicts.$Shape
             */

            /**
             * Constructs a new CorpusVerdicts.
             * @memberof fulgur.v1
             * @classdesc Represents a CorpusVerdicts.
             * @constructor
             * @param {fulgur.v1.CorpusVerdicts.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CorpusVerdicts = function (properties) {
                this.verdicts = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CorpusVerdicts verdicts.
             * @member {Array.<fulgur.v1.DocumentVerdict.$Properties>} verdicts
             * @memberof fulgur.v1.CorpusVerdicts
             * @instance
             */
            CorpusVerdicts.prototype.verdicts = $util.emptyArray;

            /**
             * Creates a new CorpusVerdicts instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.CorpusVerdicts
             * @static
             * @param {fulgur.v1.CorpusVerdicts.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.CorpusVerdicts} CorpusVerdicts instance
             * @type {{
             *   (properties: fulgur.v1.CorpusVerdicts.$Shape): fulgur.v1.CorpusVerdicts & fulgur.v1.CorpusVerdicts.$Shape;
             *   (properties?: fulgur.v1.CorpusVerdicts.$Properties): fulgur.v1.CorpusVerdicts;
             * }}
             */
            CorpusVerdicts.create = function(properties) {
                return new CorpusVerdicts(properties);
            };

            /**
             * Encodes the specified CorpusVerdicts message. Does not implicitly {@link fulgur.v1.CorpusVerdicts.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.CorpusVerdicts
             * @static
             * @param {fulgur.v1.CorpusVerdicts.$Properties} message CorpusVerdicts message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CorpusVerdicts.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.verdicts != null && message.verdicts.length)
                    for (let i = 0; i < message.verdicts.length; ++i)
                        $root.fulgur.v1.DocumentVerdict.encode(message.verdicts[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a CorpusVerdicts message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.CorpusVerdicts
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.CorpusVerdicts & fulgur.v1.CorpusVerdicts.$Shape} CorpusVerdicts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            CorpusVerdicts.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.CorpusVerdicts();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.verdicts && message.verdicts.length))
                                message.verdicts = [];
                            message.verdicts.push($root.fulgur.v1.DocumentVerdict.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CorpusVerdicts;
        })();

        /**
         * DocumentAction enum.
         * @name fulgur.v1.DocumentAction
         * @enum {number}
         * @property {number} DOCUMENT_ACTION_UNSPECIFIED=0 DOCUMENT_ACTION_UNSPECIFIED value
         * @property {number} DOCUMENT_ACTION_KEEP=1 DOCUMENT_ACTION_KEEP value
         * @property {number} DOCUMENT_ACTION_REDACT=2 DOCUMENT_ACTION_REDACT value
         * @property {number} DOCUMENT_ACTION_DROP=3 DOCUMENT_ACTION_DROP value
         */
        v1.DocumentAction = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DOCUMENT_ACTION_UNSPECIFIED"] = 0;
            values[valuesById[1] = "DOCUMENT_ACTION_KEEP"] = 1;
            values[valuesById[2] = "DOCUMENT_ACTION_REDACT"] = 2;
            values[valuesById[3] = "DOCUMENT_ACTION_DROP"] = 3;
            return values;
        })();

        v1.DocumentVerdict = (function() {

            /**
             * Properties of a DocumentVerdict.
             * @typedef {Object} fulgur.v1.DocumentVerdict.$Properties
             * @property {fulgur.v1.DocumentAction|null} [action] DocumentVerdict action
             * @property {Array.<fulgur.v1.DocumentReason.$Properties>|null} [reasons] DocumentVerdict reasons
             * @property {string|null} [redacted] DocumentVerdict redacted
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DocumentVerdict.
             * @memberof fulgur.v1
             * @interface IDocumentVerdict
             * @augments fulgur.v1.DocumentVerdict.$Properties
             * @deprecated Use fulgur.v1.DocumentVerdict.$Properties instead.
             */

            /**
             * Shape of a DocumentVerdict.
             * @typedef {fulgur.v1.DocumentVerdict.$Properties} fulgur.v1.DocumentVerdict.$Shape
             */

            /**
             * Constructs a new DocumentVerdict.
             * @memberof fulgur.v1
             * @classdesc Represents a DocumentVerdict.
             * @constructor
             * @param {fulgur.v1.DocumentVerdict.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DocumentVerdict = function (properties) {
                this.reasons = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DocumentVerdict action.
             * @member {fulgur.v1.DocumentAction} action
             * @memberof fulgur.v1.DocumentVerdict
             * @instance
             */
            DocumentVerdict.prototype.action = 0;

            /**
             * DocumentVerdict reasons.
             * @member {Array.<fulgur.v1.DocumentReason.$Properties>} reasons
             * @memberof fulgur.v1.DocumentVerdict
             * @instance
             */
            DocumentVerdict.prototype.reasons = $util.emptyArray;

            /**
             * DocumentVerdict redacted.
             * @member {string} redacted
             * @memberof fulgur.v1.DocumentVerdict
             * @instance
             */
            DocumentVerdict.prototype.redacted = "";

            /**
             * Creates a new DocumentVerdict instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.DocumentVerdict
             * @static
             * @param {fulgur.v1.DocumentVerdict.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.DocumentVerdict} DocumentVerdict instance
             * @type {{
             *   (properties: fulgur.v1.DocumentVerdict.$Shape): fulgur.v1.DocumentVerdict & fulgur.v1.DocumentVerdict.$Shape;
             *   (properties?: fulgur.v1.DocumentVerdict.$Properties): fulgur.v1.DocumentVerdict;
             * }}
             */
            DocumentVerdict.create = function(properties) {
                return new DocumentVerdict(properties);
            };

            /**
             * Encodes the specified DocumentVerdict message. Does not implicitly {@link fulgur.v1.DocumentVerdict.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.DocumentVerdict
             * @static
             * @param {fulgur.v1.DocumentVerdict.$Properties} message DocumentVerdict message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DocumentVerdict.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.action);
                if (message.reasons != null && message.reasons.length)
                    for (let i = 0; i < message.reasons.length; ++i)
                        $root.fulgur.v1.DocumentReason.encode(message.reasons[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.redacted != null && $Object.hasOwnProperty.call(message, "redacted") && message.redacted !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.redacted);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DocumentVerdict message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.DocumentVerdict
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.DocumentVerdict & fulgur.v1.DocumentVerdict.$Shape} DocumentVerdict
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DocumentVerdict.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.DocumentVerdict();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.action = value;
                            else
                                delete message.action;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.reasons && message.reasons.length))
                                message.reasons = [];
                            message.reasons.push($root.fulgur.v1.DocumentReason.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.redacted = value;
                            else
                                delete message.redacted;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DocumentVerdict;
        })();

        v1.DocumentReason = (function() {

            /**
             * Properties of a DocumentReason.
             * @typedef {Object} fulgur.v1.DocumentReason.$Properties
             * @property {string|null} [kind] DocumentReason kind
             * @property {string|null} [name] DocumentReason name
             * @property {string|null} [detector] DocumentReason detector
             * @property {number|null} [startOffset] DocumentReason startOffset
             * @property {number|null} [endOffset] DocumentReason endOffset
             * @property {number|null} [score] DocumentReason score
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DocumentReason.
             * @memberof fulgur.v1
             * @interface IDocumentReason
             * @augments fulgur.v1.DocumentReason.$Properties
             * @deprecated Use fulgur.v1.DocumentReason.$Properties instead.
             */

            /**
             * Shape of a DocumentReason.
             * @typedef {fulgur.v1.DocumentReason.$Properties} fulgur.v1.DocumentReason.$Shape
             */

            /**
             * Constructs a new DocumentReason.
             * @memberof fulgur.v1
             * @classdesc Represents a DocumentReason.
             * @constructor
             * @param {fulgur.v1.DocumentReason.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DocumentReason = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DocumentReason kind.
             * @member {string} kind
             * @memberof fulgur.v1.DocumentReason
             * @instance
             */
            DocumentReason.prototype.kind = "";

            /**
             * DocumentReason name.
             * @member {string} name
             * @memberof fulgur.v1.DocumentReason
             * @instance
             */
            DocumentReason.prototype.name = "";

            /**
             * DocumentReason detector.
             * @member {string} detector
             * @memberof fulgur.v1.DocumentReason
             * @instance
             */
            DocumentReason.prototype.detector = "";

            /**
             * DocumentReason startOffset.
             * @member {number} startOffset
             * @memberof fulgur.v1.DocumentReason
             * @instance
             */
            DocumentReason.prototype.startOffset = 0;

            /**
             * DocumentReason endOffset.
             * @member {number} endOffset
             * @memberof fulgur.v1.DocumentReason
             * @instance
             */
            DocumentReason.prototype.endOffset = 0;

            /**
             * DocumentReason score.
             * @member {number} score
             * @memberof fulgur.v1.DocumentReason
             * @instance
             */
            DocumentReason.prototype.score = 0;

            /**
             * Creates a new DocumentReason instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.DocumentReason
             * @static
             * @param {fulgur.v1.DocumentReason.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.DocumentReason} DocumentReason instance
             * @type {{
             *   (properties: fulgur.v1.DocumentReason.$Shape): fulgur.v1.DocumentReason & fulgur.v1.DocumentReason.$Shape;
             *   (properties?: fulgur.v1.DocumentReason.$Properties): fulgur.v1.DocumentReason;
             * }}
             */
            DocumentReason.create = function(properties) {
                return new DocumentReason(properties);
            };

            /**
             * Encodes the specified DocumentReason message. Does not implicitly {@link fulgur.v1.DocumentReason.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.DocumentReason
             * @static
             * @param {fulgur.v1.DocumentReason.$Properties} message DocumentReason message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DocumentReason.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                if (message.detector != null && $Object.hasOwnProperty.call(message, "detector") && message.detector !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.detector);
                if (message.startOffset != null && $Object.hasOwnProperty.call(message, "startOffset") && message.startOffset !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.startOffset);
                if (message.endOffset != null && $Object.hasOwnProperty.call(message, "endOffset") && message.endOffset !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.endOffset);
                if (message.score != null && $Object.hasOwnProperty.call(message, "score") && !$Object.is(message.score, 0))
                    writer.uint32(/* id 7, wireType 1 =*/57).double(message.score);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DocumentReason message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.DocumentReason
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.DocumentReason & fulgur.v1.DocumentReason.$Shape} DocumentReason
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DocumentReason.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.DocumentReason();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.detector = value;
                            else
                                delete message.detector;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.startOffset = value;
                            else
                                delete message.startOffset;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.endOffset = value;
                            else
                                delete message.endOffset;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.score = value;
                            else
                                delete message.score;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DocumentReason;
        })();

        v1.AnswerBatch = (function() {

            /**
             * Properties of an AnswerBatch.
             * @typedef {Object} fulgur.v1.AnswerBatch.$Properties
             * @property {Array.<fulgur.v1.AnswerToScore.$Properties>|null} [answers] AnswerBatch answers
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AnswerBatch.
             * @memberof fulgur.v1
             * @interface IAnswerBatch
             * @augments fulgur.v1.AnswerBatch.$Properties
             * @deprecated Use fulgur.v1.AnswerBatch.$Properties instead.
             */

            /**
             * Shape of an AnswerBatch.
             * @typedef {fulgur.v1.AnswerBatch.$Properties} fulgur.v1.AnswerBatch.$Shape
             */

            /**
             * Constructs a new AnswerBatch.
             * @memberof fulgur.v1
             * @classdesc Represents an AnswerBatch.
             * @constructor
             * @param {fulgur.v1.AnswerBatch.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AnswerBatch = function (properties) {
                this.answers = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AnswerBatch answers.
             * @member {Array.<fulgur.v1.AnswerToScore.$Properties>} answers
             * @memberof fulgur.v1.AnswerBatch
             * @instance
             */
            AnswerBatch.prototype.answers = $util.emptyArray;

            /**
             * Creates a new AnswerBatch instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.AnswerBatch
             * @static
             * @param {fulgur.v1.AnswerBatch.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.AnswerBatch} AnswerBatch instance
             * @type {{
             *   (properties: fulgur.v1.AnswerBatch.$Shape): fulgur.v1.AnswerBatch & fulgur.v1.AnswerBatch.$Shape;
             *   (properties?: fulgur.v1.AnswerBatch.$Properties): fulgur.v1.AnswerBatch;
             * }}
             */
            AnswerBatch.create = function(properties) {
                return new AnswerBatch(properties);
            };

            /**
             * Encodes the specified AnswerBatch message. Does not implicitly {@link fulgur.v1.AnswerBatch.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.AnswerBatch
             * @static
             * @param {fulgur.v1.AnswerBatch.$Properties} message AnswerBatch message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AnswerBatch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.answers != null && message.answers.length)
                    for (let i = 0; i < message.answers.length; ++i)
                        $root.fulgur.v1.AnswerToScore.encode(message.answers[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AnswerBatch message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.AnswerBatch
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.AnswerBatch & fulgur.v1.AnswerBatch.$Shape} AnswerBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AnswerBatch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.AnswerBatch();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.answers && message.answers.length))
                                message.answers = [];
                            message.answers.push($root.fulgur.v1.AnswerToScore.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AnswerBatch;
        })();

        v1.AnswerToScore = (function() {

            /**
             * Properties of an AnswerToScore.
             * @typedef {Object} fulgur.v1.AnswerToScore.$Properties
             * @property {string|null} [prompt] AnswerToScore prompt
             * @property {string|null} [answer] AnswerToScore answer
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AnswerToScore.
             * @memberof fulgur.v1
             * @interface IAnswerToScore
             * @augments fulgur.v1.AnswerToScore.$Properties
             * @deprecated Use fulgur.v1.AnswerToScore.$Properties instead.
             */

            /**
             * Shape of an AnswerToScore.
             * @typedef {fulgur.v1.AnswerToScore.$Properties} fulgur.v1.AnswerToScore.$Shape
             */

            /**
             * Constructs a new AnswerToScore.
             * @memberof fulgur.v1
             * @classdesc Represents an AnswerToScore.
             * @constructor
             * @param {fulgur.v1.AnswerToScore.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AnswerToScore = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AnswerToScore prompt.
             * @member {string} prompt
             * @memberof fulgur.v1.AnswerToScore
             * @instance
             */
            AnswerToScore.prototype.prompt = "";

            /**
             * AnswerToScore answer.
             * @member {string} answer
             * @memberof fulgur.v1.AnswerToScore
             * @instance
             */
            AnswerToScore.prototype.answer = "";

            /**
             * Creates a new AnswerToScore instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.AnswerToScore
             * @static
             * @param {fulgur.v1.AnswerToScore.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.AnswerToScore} AnswerToScore instance
             * @type {{
             *   (properties: fulgur.v1.AnswerToScore.$Shape): fulgur.v1.AnswerToScore & fulgur.v1.AnswerToScore.$Shape;
             *   (properties?: fulgur.v1.AnswerToScore.$Properties): fulgur.v1.AnswerToScore;
             * }}
             */
            AnswerToScore.create = function(properties) {
                return new AnswerToScore(properties);
            };

            /**
             * Encodes the specified AnswerToScore message. Does not implicitly {@link fulgur.v1.AnswerToScore.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.AnswerToScore
             * @static
             * @param {fulgur.v1.AnswerToScore.$Properties} message AnswerToScore message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AnswerToScore.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.prompt != null && $Object.hasOwnProperty.call(message, "prompt") && message.prompt !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.prompt);
                if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.answer);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AnswerToScore message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.AnswerToScore
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.AnswerToScore & fulgur.v1.AnswerToScore.$Shape} AnswerToScore
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AnswerToScore.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.AnswerToScore();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.prompt = value;
                            else
                                delete message.prompt;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.answer = value;
                            else
                                delete message.answer;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AnswerToScore;
        })();

        v1.AnswerScores = (function() {

            /**
             * Properties of an AnswerScores.
             * @typedef {Object} fulgur.v1.AnswerScores.$Properties
             * @property {Array.<fulgur.v1.AnswerScore.$Properties>|null} [scores] AnswerScores scores
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AnswerScores.
             * @memberof fulgur.v1
             * @interface IAnswerScores
             * @augments fulgur.v1.AnswerScores.$Properties
             * @deprecated Use fulgur.v1.AnswerScores.$Properties instead.
             */

            /**
             * Shape of an AnswerScores.
             * @typedef {fulgur.v1.AnswerScores.$Properties} fulgur.v1.AnswerScores.$Shape
             */

            /**
             * Constructs a new AnswerScores.
             * @memberof fulgur.v1
             * @classdesc Represents an AnswerScores.
             * @constructor
             * @param {fulgur.v1.AnswerScores.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AnswerScores = function (properties) {
                this.scores = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AnswerScores scores.
             * @member {Array.<fulgur.v1.AnswerScore.$Properties>} scores
             * @memberof fulgur.v1.AnswerScores
             * @instance
             */
            AnswerScores.prototype.scores = $util.emptyArray;

            /**
             * Creates a new AnswerScores instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.AnswerScores
             * @static
             * @param {fulgur.v1.AnswerScores.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.AnswerScores} AnswerScores instance
             * @type {{
             *   (properties: fulgur.v1.AnswerScores.$Shape): fulgur.v1.AnswerScores & fulgur.v1.AnswerScores.$Shape;
             *   (properties?: fulgur.v1.AnswerScores.$Properties): fulgur.v1.AnswerScores;
             * }}
             */
            AnswerScores.create = function(properties) {
                return new AnswerScores(properties);
            };

            /**
             * Encodes the specified AnswerScores message. Does not implicitly {@link fulgur.v1.AnswerScores.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.AnswerScores
             * @static
             * @param {fulgur.v1.AnswerScores.$Properties} message AnswerScores message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AnswerScores.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.scores != null && message.scores.length)
                    for (let i = 0; i < message.scores.length; ++i)
                        $root.fulgur.v1.AnswerScore.encode(message.scores[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AnswerScores message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.AnswerScores
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.AnswerScores & fulgur.v1.AnswerScores.$Shape} AnswerScores
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AnswerScores.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.AnswerScores();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.scores && message.scores.length))
                                message.scores = [];
                            message.scores.push($root.fulgur.v1.AnswerScore.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AnswerScores;
        })();

        v1.AnswerScore = (function() {

            /**
             * Properties of an AnswerScore.
             * @typedef {Object} fulgur.v1.AnswerScore.$Properties
             * @property {number|null} [reward] AnswerScore reward
             * @property {number|null} [harm] AnswerScore harm
             * @property {string|null} [category] AnswerScore category
             * @property {number|null} [promptHarm] AnswerScore promptHarm
             * @property {boolean|null} [refusal] AnswerScore refusal
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AnswerScore.
             * @memberof fulgur.v1
             * @interface IAnswerScore
             * @augments fulgur.v1.AnswerScore.$Properties
             * @deprecated Use fulgur.v1.AnswerScore.$Properties instead.
             */

            /**
             * Shape of an AnswerScore.
             * @typedef {fulgur.v1.AnswerScore.$Properties} fulgur.v1.AnswerScore.$Shape
             */

            /**
             * Constructs a new AnswerScore.
             * @memberof fulgur.v1
             * @classdesc Represents an AnswerScore.
             * @constructor
             * @param {fulgur.v1.AnswerScore.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AnswerScore = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AnswerScore reward.
             * @member {number} reward
             * @memberof fulgur.v1.AnswerScore
             * @instance
             */
            AnswerScore.prototype.reward = 0;

            /**
             * AnswerScore harm.
             * @member {number} harm
             * @memberof fulgur.v1.AnswerScore
             * @instance
             */
            AnswerScore.prototype.harm = 0;

            /**
             * AnswerScore category.
             * @member {string} category
             * @memberof fulgur.v1.AnswerScore
             * @instance
             */
            AnswerScore.prototype.category = "";

            /**
             * AnswerScore promptHarm.
             * @member {number} promptHarm
             * @memberof fulgur.v1.AnswerScore
             * @instance
             */
            AnswerScore.prototype.promptHarm = 0;

            /**
             * AnswerScore refusal.
             * @member {boolean} refusal
             * @memberof fulgur.v1.AnswerScore
             * @instance
             */
            AnswerScore.prototype.refusal = false;

            /**
             * Creates a new AnswerScore instance using the specified properties.
             * @function create
             * @memberof fulgur.v1.AnswerScore
             * @static
             * @param {fulgur.v1.AnswerScore.$Properties=} [properties] Properties to set
             * @returns {fulgur.v1.AnswerScore} AnswerScore instance
             * @type {{
             *   (properties: fulgur.v1.AnswerScore.$Shape): fulgur.v1.AnswerScore & fulgur.v1.AnswerScore.$Shape;
             *   (properties?: fulgur.v1.AnswerScore.$Properties): fulgur.v1.AnswerScore;
             * }}
             */
            AnswerScore.create = function(properties) {
                return new AnswerScore(properties);
            };

            /**
             * Encodes the specified AnswerScore message. Does not implicitly {@link fulgur.v1.AnswerScore.verify|verify} messages.
             * @function encode
             * @memberof fulgur.v1.AnswerScore
             * @static
             * @param {fulgur.v1.AnswerScore.$Properties} message AnswerScore message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AnswerScore.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reward != null && $Object.hasOwnProperty.call(message, "reward") && !$Object.is(message.reward, 0))
                    writer.uint32(/* id 1, wireType 5 =*/13).float(message.reward);
                if (message.harm != null && $Object.hasOwnProperty.call(message, "harm") && !$Object.is(message.harm, 0))
                    writer.uint32(/* id 2, wireType 5 =*/21).float(message.harm);
                if (message.category != null && $Object.hasOwnProperty.call(message, "category") && message.category !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.category);
                if (message.promptHarm != null && $Object.hasOwnProperty.call(message, "promptHarm") && !$Object.is(message.promptHarm, 0))
                    writer.uint32(/* id 4, wireType 5 =*/37).float(message.promptHarm);
                if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal") && message.refusal !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.refusal);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AnswerScore message from the specified reader or buffer.
             * @function decode
             * @memberof fulgur.v1.AnswerScore
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fulgur.v1.AnswerScore & fulgur.v1.AnswerScore.$Shape} AnswerScore
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AnswerScore.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.fulgur.v1.AnswerScore();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 5)
                                break;
                            if (!$Object.is(value = reader.float(), 0))
                                message.reward = value;
                            else
                                delete message.reward;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 5)
                                break;
                            if (!$Object.is(value = reader.float(), 0))
                                message.harm = value;
                            else
                                delete message.harm;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.category = value;
                            else
                                delete message.category;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 5)
                                break;
                            if (!$Object.is(value = reader.float(), 0))
                                message.promptHarm = value;
                            else
                                delete message.promptHarm;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.refusal = value;
                            else
                                delete message.refusal;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AnswerScore;
        })();

        return v1;
    })();

    return fulgur;
})();

export {
  $root as default
};
