# Helpers of the runbooks: source docs/runbooks/helpers.sh
# bash or zsh, AWS CLI 2, jq. Needs AWS_REGION (or a profile with a region) and STACK.
: "${STACK:?say which stack, for instance STACK=vel-hjem-prod}"

# id_of <beginning of a logical id> [type]: physical name of the one resource whose logical id begins so.
id_of() {
  aws cloudformation list-stack-resources --stack-name "$STACK" --output text \
    --query "StackResourceSummaries[?starts_with(LogicalResourceId, '$1') && contains(ResourceType, '${2:-}')].PhysicalResourceId" | xargs
}
fn() { id_of "Functions$(printf %s "$1" | tr -d -)Function" AWS::Lambda::Function; }   # fn sweep
log_of() { id_of "Functions$(printf %s "$1" | tr -d -)Log" AWS::Logs::LogGroup; }      # log_of sweep
alarm() { id_of "Alarms$(printf %s "$1" | tr -d -)" AWS::CloudWatch::Alarm; }          # alarm sweep-fails
now() { jq -rn 'now | todate'; }
ago() { jq -rn "now - $1 * 3600 | todate"; }   # ago 3: three hours

# state_of <alarm id>: OK, ALARM or INSUFFICIENT_DATA, since when, and why.
state_of() {
  aws cloudwatch describe-alarms --alarm-names "$(alarm "$1")" --output table \
    --query 'MetricAlarms[].[StateValue,StateUpdatedTimestamp,StateReason]'
}

# lines <function> <pattern> [minutes]: log lines by a CloudWatch Logs filter pattern, newest last.
lines() {
  aws logs filter-log-events --log-group-name "$(log_of "$1")" --filter-pattern "$2" \
    --start-time $((($(date +%s) - ${3:-120} * 60) * 1000)) --output json --query 'events[].message' | jq -r '.[]'
}
# errors <function> [minutes]
errors() { lines "$1" '{ $.level = "ERROR" }' "${2:-120}"; }

# dead pathway|follow-up [status]: executions that ended so (FAILED, TIMED_OUT, ABORTED), newest first.
dead() {
  case "$1" in pathway) m=PathwayMachine ;; follow-up) m=FollowUpMachine ;; *) return 2 ;; esac
  aws stepfunctions list-executions --state-machine-arn "$(id_of "$m")" --status-filter "${2:-FAILED}" \
    --max-items 20 --output table --query 'executions[].[name,startDate,stopDate,executionArn]'
}
# last_events <execution ARN>: how it ended.
last_events() {
  aws stepfunctions get-execution-history --execution-arn "$1" --reverse-order --max-items 12 --output json \
    --query 'events[].{type: type, at: timestamp, state: stateEnteredEventDetails.name, failed: executionFailedEventDetails, task: taskFailedEventDetails}'
}

# ask <pathwayId>: the one question of rescue and sweep, now. Answers fine, mended, replanned or stalled.
ask() {
  aws lambda invoke --function-name "$(fn rescue)" --cli-binary-format raw-in-base64-out \
    --payload "{\"time\": \"$(now)\", \"detail\": {\"name\": \"$1-1\"}}" /dev/stdout
}
# sweep_now: a sweep out of turn. It may take fifteen minutes, so it is not waited for.
sweep_now() {
  aws lambda invoke --function-name "$(fn sweep)" --invocation-type Event \
    --cli-binary-format raw-in-base64-out --payload "{\"time\": \"$(now)\"}" /dev/stdout
}

# record <pathwayId>: the record as it is stored. Ids, dates and enums; no identity, no diagnosis.
record() {
  aws dynamodb get-item --table-name "$(id_of TablesMain)" --consistent-read \
    --key "{\"pk\": {\"S\": \"P#$1\"}, \"sk\": {\"S\": \"P\"}}" --output json |
    jq '.Item | {version: .version.N, status: .status.S, nextCheckAt: .nextCheckAt.S, plans, effects,
      tasks: (.tasks.M | map_values(.M | {status: .status.S, rung: .rung.N, body: (.body.S | fromjson)})),
      body: (.body.S | fromjson)}'
}

# subscribe <e-mail address>: sends alarms there.
subscribe() {
  aws sns subscribe --topic-arn "$(id_of AlarmsTopic3A2DFEBA)" --protocol email --notification-endpoint "$1"
}
